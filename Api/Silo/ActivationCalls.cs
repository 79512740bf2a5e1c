namespace Tripline.Api.Silo;

/// <summary>Counts the calls of one activation. Safe to use from any thread.</summary>
internal sealed class ActivationCalls
{
    private long _count;
    private long _lastAtMs = Environment.TickCount64;
    private int _running;

    /// <summary>Calls that have begun.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>Calls that have begun and not ended.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <summary>When a call last began or ended, in milliseconds since the machine's start.</summary>
    public long LastAtMs => Volatile.Read(ref _lastAtMs);

    /// <summary>A call begins.</summary>
    public void Begin()
    {
        Interlocked.Increment(ref _count);
        Interlocked.Increment(ref _running);
        Volatile.Write(ref _lastAtMs, Environment.TickCount64);
    }

    /// <summary>A call has ended.</summary>
    public void End()
    {
        Interlocked.Decrement(ref _running);
        Volatile.Write(ref _lastAtMs, Environment.TickCount64);
    }
}
