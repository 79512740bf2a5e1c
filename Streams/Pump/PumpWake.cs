using System.Threading.Tasks.Sources;

namespace Tripline.Streams.Pump;

/// <summary>Lets one waiter sleep until somebody wakes it; a call that comes before the wait is kept. Allocates
/// nothing.</summary>
internal sealed class PumpWake : IValueTaskSource
{
    private readonly Lock _gate = new();
    private ManualResetValueTaskSourceCore<bool> _source = new() { RunContinuationsAsynchronously = true };
    private bool _called;
    private bool _waiting;

    /// <summary>Wakes the waiter, or the next one.</summary>
    public void Call()
    {
        lock (_gate)
        {
            if (!_waiting)
            {
                _called = true;
                return;
            }

            _waiting = false;
        }

        _source.SetResult(true);
    }

    /// <summary>Completes at the next call, or at once when one came since the last wait.</summary>
    public ValueTask WaitAsync()
    {
        lock (_gate)
        {
            if (_called)
            {
                _called = false;
                return ValueTask.CompletedTask;
            }

            _source.Reset();
            _waiting = true;
            return new ValueTask(this, _source.Version);
        }
    }

    void IValueTaskSource.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
