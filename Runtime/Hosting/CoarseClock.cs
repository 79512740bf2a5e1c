namespace Tripline.Runtime.Hosting;

/// <summary>A clock that costs a read of memory and moves with each sweep.</summary>
internal sealed class CoarseClock(TimeProvider timeProvider)
{
    private readonly long _startedAt = timeProvider.GetTimestamp();

    // Read on every call: alone on its cache line it would be better still, but it is written only ten times a second.
    private long _nowMs;

    /// <summary>Milliseconds since the host was made, at the last sweep.</summary>
    internal long NowMs => Volatile.Read(ref _nowMs);

    /// <summary>Moves the clock to the present.</summary>
    internal long Move()
    {
        var nowMs = (long)timeProvider.GetElapsedTime(_startedAt).TotalMilliseconds;
        Volatile.Write(ref _nowMs, nowMs);
        return nowMs;
    }
}
