using Microsoft.Extensions.Logging;
using Tripline.Streams.Log;

namespace Tripline.Streams.Provider;

/// <summary>What a partition's receiver and cursors share on this silo: the log, and a bell that is rung when it
/// grew.</summary>
internal sealed class TickQueue(
    int partition, ITickLog log, TickStreamOptions options, TimeProvider time, ILogger logger)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _rung = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _pokes;
    private int _marks;
    private volatile string? _heldUp;

    /// <summary>The partition.</summary>
    public int Partition => partition;

    /// <summary>The tick log.</summary>
    public ITickLog Log => log;

    /// <summary>How much is read at a time.</summary>
    public TickStreamOptions Options => options;

    /// <summary>The clock of retries.</summary>
    public TimeProvider Time => time;

    /// <summary>Where failures to read are told.</summary>
    public ILogger Logger => logger;

    /// <summary>Grows with each <see cref="Poke"/>.</summary>
    public int Pokes => Volatile.Read(ref _pokes);

    /// <summary>Why the log's next records cannot be delivered, a sentence; null while they can.</summary>
    public string? HeldUp
    {
        get => _heldUp;
        set => _heldUp = value;
    }

    /// <summary>A number that no run without records had before.</summary>
    public int NextMark() => Interlocked.Increment(ref _marks) & int.MaxValue;

    /// <summary>Says that there may be more to read.</summary>
    public void Ring()
    {
        lock (_gate)
        {
            _rung.TrySetResult();
        }
    }

    /// <summary>Has each cursor deliver once more, if only an empty run.</summary>
    public void Poke()
    {
        Interlocked.Increment(ref _pokes);
        Ring();
    }

    /// <summary>Completes at the next ring, or at once when there was one since the last wait. False when the token is
    /// cancelled.</summary>
    public async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        Task rung;
        lock (_gate)
        {
            rung = _rung.Task;
        }

        await rung.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (cancellationToken.IsCancellationRequested)
        {
            return false;
        }

        lock (_gate)
        {
            _rung = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return true;
    }
}
