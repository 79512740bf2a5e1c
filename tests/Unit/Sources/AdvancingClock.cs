namespace Tripline.Tests.Unit.Sources;

/// <summary>A clock whose timers fire at once and move it to their due time: waits cost no real time.</summary>
internal sealed class AdvancingClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private TimeSpan _elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public TimeSpan Elapsed
    {
        get
        {
            lock (_lock)
            {
                return _elapsed;
            }
        }
    }

    public override DateTimeOffset GetUtcNow() => start + Elapsed;

    public override long GetTimestamp() => Elapsed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new JumpingTimer(this, () => callback(state), dueTime, period);

    private void Advance(TimeSpan by)
    {
        lock (_lock)
        {
            _elapsed += by;
        }
    }

    private sealed class JumpingTimer : ITimer
    {
        private readonly AdvancingClock _clock;
        private readonly Action _callback;
        private volatile bool _isStopped;

        public JumpingTimer(AdvancingClock clock, Action callback, TimeSpan dueTime, TimeSpan period)
        {
            _clock = clock;
            _callback = callback;
            Change(dueTime, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                ThreadPool.QueueUserWorkItem(_ => Fire(dueTime, period));
            }

            return true;
        }

        public void Dispose() => _isStopped = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire(TimeSpan wait, TimeSpan period)
        {
            if (_isStopped)
            {
                return;
            }

            _clock.Advance(wait);
            _callback();
            if (period > TimeSpan.Zero)
            {
                ThreadPool.QueueUserWorkItem(_ => Fire(period, period));
            }
        }
    }
}
