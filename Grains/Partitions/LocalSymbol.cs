using System.Diagnostics;

namespace Tripline.Grains.Partitions;

/// <summary>A symbol's activation on this silo, as its partition reaches it without a call.</summary>
/// <param name="context">The activation.</param>
/// <param name="grain">What takes its ticks.</param>
internal sealed class LocalSymbol(IGrainContext context, ITickTaker grain)
{
    private readonly IWorkItemScheduler _scheduler = context.Scheduler;

    // Each is written by one side only: the first two by the partition, the last by the symbol.
    private long _queued;
    private long _lastAtMs;
    private long _taken;

    // Begins elsewhere at each activation, so that a version of one is none of another.
    private long _version = Stopwatch.GetTimestamp();

    /// <summary>Whether the activation has ended. Read in its own turns: what is queued there still runs afterwards.
    /// </summary>
    public bool IsEnded { get; private set; }

    /// <summary>The activation.</summary>
    public IGrainContext Context => context;

    /// <summary>What takes its ticks.</summary>
    public ITickTaker Grain => grain;

    /// <summary>How busy it is.</summary>
    public SymbolTurns Turns
    {
        get
        {
            var taken = Volatile.Read(ref _taken);
            return new SymbolTurns(taken, Math.Max(0, Volatile.Read(ref _queued) - taken), Volatile.Read(ref _lastAtMs));
        }
    }

    /// <summary>Brings it a slice, as one of the activation's turns.</summary>
    /// <param name="turn">Takes it.</param>
    /// <param name="state">For <paramref name="turn"/>.</param>
    /// <param name="atMs">When, in milliseconds since the machine's start.</param>
    public void Queue(Action<object> turn, object state, long atMs)
    {
        Volatile.Write(ref _queued, _queued + 1);
        Volatile.Write(ref _lastAtMs, atMs);
        _scheduler.QueueAction(turn, state);
    }

    /// <summary>Says, in one of its turns, that it came to a slice.</summary>
    public void CountTaken() => Volatile.Write(ref _taken, _taken + 1);

    /// <summary>Differs after each change.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>Says, in one of its turns, that what it shows has changed.</summary>
    public void Changed() => Volatile.Write(ref _version, _version + 1);

    /// <summary>What it shows, read in a turn of its own; null when it has ended or cannot say.</summary>
    public Task<SymbolLive?> ReadLiveAsync()
    {
        var read = new LiveRead(this);
        _scheduler.QueueAction(static read => ((LiveRead)read).Run(), read);
        return read.Task;
    }

    /// <summary>Says, in one of its turns, that the activation has ended.</summary>
    public void End() => IsEnded = true;

    private sealed class LiveRead(LocalSymbol symbol)
        : TaskCompletionSource<SymbolLive?>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public void Run()
        {
            try
            {
                SetResult(symbol is { IsEnded: false, Grain: ILiveSymbol grain } ? grain.ReadLive() : null);
            }
            catch (Exception failure)
            {
                SetException(failure);
            }
        }
    }
}
