using Tripline.Runtime.Serialization;

namespace Tripline.Runtime.Remote;

/// <summary>Frames that wait to be sent. Those that come while others are on their way go together next.</summary>
internal sealed class FrameOutbox
{
    /// <summary>The largest frame.</summary>
    internal const int MaxFrame = 64 * 1024 * 1024;

    // What a silo that takes nothing costs; a frame that finds this much waiting is not taken.
    private const int MaxWaiting = 16 * 1024 * 1024;

    // A buffer that one large message has made is not kept for small ones.
    private const int MaxKept = 1024 * 1024;

    private readonly Lock _lock = new();
    private WireWriter _filling = new();
    private WireWriter _sending = new();
    private TaskCompletionSource? _waiting;
    private bool _isClosed;
    private long _batch;

    /// <summary>How much waits for what is on its way.</summary>
    internal int WaitingBytes
    {
        get
        {
            lock (_lock)
            {
                return _filling.Length;
            }
        }
    }

    /// <summary>Adds a frame; false when the stream has ended or too much waits. What the writing throws is passed on, and
    /// then nothing is sent.</summary>
    internal bool TryAdd<TState>(Action<WireWriter, TState> write, TState state, out long batch)
    {
        TaskCompletionSource? waiting;
        lock (_lock)
        {
            batch = _batch;
            if (_isClosed || _filling.Length > MaxWaiting)
            {
                return false;
            }

            var before = _filling.Length;
            try
            {
                var begin = _filling.BeginBlock();
                write(_filling, state);
                _filling.EndBlock(begin);
                if (_filling.Length - before > MaxFrame)
                {
                    throw new NotSupportedException($"A message of more than {MaxFrame >> 20} MiB cannot travel.");
                }
            }
            catch
            {
                _filling.Truncate(before);
                throw;
            }

            waiting = _waiting;
            _waiting = null;
        }

        waiting?.TrySetResult();
        return true;
    }

    /// <summary>Sends frames until closed.</summary>
    internal async Task PumpAsync(Stream stream, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task? wait = null;
            lock (_lock)
            {
                if (_isClosed)
                {
                    return;
                }

                if (_filling.Length > 0)
                {
                    (_filling, _sending) = (_sending, _filling);
                    _batch++;
                }
                else
                {
                    _waiting ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    wait = _waiting.Task;
                }
            }

            if (wait is not null)
            {
                await wait.WaitAsync(cancellationToken);
                continue;
            }

            await stream.WriteAsync(_sending.Written, cancellationToken);
            await stream.FlushAsync(cancellationToken);
            Empty(ref _sending);
        }
    }

    /// <summary>Takes no more, and sends nothing more.</summary>
    /// <returns>The first batch of which nothing was sent.</returns>
    internal long Close()
    {
        TaskCompletionSource? waiting;
        long unsent;
        lock (_lock)
        {
            _isClosed = true;
            unsent = _batch;
            waiting = _waiting;
            _waiting = null;
        }

        waiting?.TrySetResult();
        return unsent;
    }

    private static void Empty(ref WireWriter writer)
    {
        if (writer.Length > MaxKept)
        {
            writer.Release();
            writer = new WireWriter();
        }
        else
        {
            writer.Truncate(0);
        }
    }
}
