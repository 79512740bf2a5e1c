using System.Threading.Channels;

namespace Tripline.Api.Feeds;

/// <summary>Waits for one inbox to grow; raises that come before a wait end it at once, however many there were.
/// </summary>
/// <param name="signal">What raises it.</param>
internal sealed class InboxListener(InboxSignal signal) : IDisposable
{
    private readonly Channel<bool> _raised = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private long _lastNumber;

    /// <summary>The highest number heard of; 0 when none.</summary>
    public long LastNumber => Volatile.Read(ref _lastNumber);

    /// <summary>Waits for a raise since the last wait.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) =>
        _raised.Reader.ReadAsync(cancellationToken);

    /// <summary>Ends a wait.</summary>
    public void Raise(long lastNumber)
    {
        var seen = Volatile.Read(ref _lastNumber);
        while (lastNumber > seen)
        {
            var before = Interlocked.CompareExchange(ref _lastNumber, lastNumber, seen);
            if (before == seen)
            {
                break;
            }

            seen = before;
        }

        _raised.Writer.TryWrite(true);
    }

    /// <inheritdoc/>
    public void Dispose() => signal.Remove(this);
}
