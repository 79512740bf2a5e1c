using Tripline.Runtime.Hosting;

namespace Tripline.Runtime.Activations;

/// <summary>A grain's timer. Only one tick of it waits or runs at a time.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private readonly Lock _gate = new();
    private readonly GrainActivation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly ITimer _timer;
    private TimeSpan _period;
    private bool _isTicking;
    private bool _changedWhileTicking;
    private bool _isDisposed;

    private GrainTimer(
        GrainActivation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        _activation = activation;
        _callback = callback;
        _period = options.Period;
        KeepsAlive = options.KeepAlive;
        Mode = options.Interleave ? TurnMode.Interleaved : TurnMode.Exclusive;
        _timer = activation.Host.TimeProvider.CreateTimer(
            static state => ((GrainTimer)state!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    internal bool KeepsAlive { get; }

    internal TurnMode Mode { get; }

    internal static GrainTimer Start(
        GrainActivation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        Check(options.DueTime);
        Check(options.Period);
        var timer = new GrainTimer(activation, callback, options);
        activation.AddTimer(timer);
        timer._timer.Change(options.DueTime, Timeout.InfiniteTimeSpan);
        return timer;
    }

    /// <inheritdoc/>
    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime);
        Check(period);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _period = period;
            _changedWhileTicking = _isTicking;
            _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
        }

        _timer.Dispose();
        _activation.RemoveTimer(this);
        // Not disposed: the token may still be in a tick's hands, and there is nothing in it to free.
        _cancellation.Cancel();
    }

    internal Task TickAsync() => _cancellation.IsCancellationRequested ? Task.CompletedTask : _callback(_cancellation.Token);

    /// <summary>Called when a tick has ended: the next one counts from here.</summary>
    internal void Ticked(GrainActivation activation, Task outcome)
    {
        if (outcome.IsFaulted)
        {
            activation.Host.Log.TimerFailed(outcome.Exception.InnerException!, activation.Class.Name, activation.Key);
        }

        lock (_gate)
        {
            _isTicking = false;
            if (!_isDisposed && !_changedWhileTicking)
            {
                _timer.Change(_period, Timeout.InfiniteTimeSpan);
            }

            _changedWhileTicking = false;
        }
    }

    // A period is used only at the end of a tick, where nobody could be told that it is wrong.
    private static void Check(TimeSpan time)
    {
        if (time != Timeout.InfiniteTimeSpan && (time < TimeSpan.Zero || time.TotalMilliseconds >= uint.MaxValue))
        {
            throw new ArgumentOutOfRangeException(
                nameof(time), time, "A timer's times are infinite, or from zero to 49 days.");
        }
    }

    private void Fire()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            if (_isTicking)
            {
                // A new due time came while a tick runs: the next one follows at once.
                _timer.Change(TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
                return;
            }

            _isTicking = true;
        }

        _activation.Push(new TimerTurn(this));
    }
}
