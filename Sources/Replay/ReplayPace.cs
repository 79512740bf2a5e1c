namespace Tripline.Sources.Replay;

/// <summary>Says when a recorded tick is due: recorded time runs from the first tick on, so many times as fast as the
/// clock. Ticks that are not in order of time are due with the latest before them.</summary>
internal sealed class ReplayPace(ReplaySpeed speed, TimeProvider clock)
{
    private long? _firstMs;
    private long _started;

    /// <summary>How long until a tick of that time is due; zero when it is.</summary>
    public TimeSpan Until(long timeMs)
    {
        if (speed.IsMax)
        {
            return TimeSpan.Zero;
        }

        if (_firstMs is not { } firstMs)
        {
            _firstMs = timeMs;
            _started = clock.GetTimestamp();
            return TimeSpan.Zero;
        }

        var dueMs = (timeMs - firstMs) / speed.Factor;
        var leftMs = dueMs - clock.GetElapsedTime(_started).TotalMilliseconds;
        return leftMs <= 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling(leftMs), int.MaxValue));
    }
}
