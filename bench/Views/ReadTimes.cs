namespace Tripline.Bench.Views;

/// <summary>How long reads took.</summary>
/// <param name="Count">How many there were.</param>
/// <param name="Seconds">Over which time they were sent.</param>
/// <param name="P50Ms">Half of them took at most this.</param>
/// <param name="P99Ms">99 of 100 took at most this.</param>
/// <param name="WorstMs">The longest.</param>
internal sealed record ReadTimes(int Count, double Seconds, double P50Ms, double P99Ms, double WorstMs)
{
    /// <summary>Sums up times.</summary>
    /// <param name="times">One a read, at least one.</param>
    /// <param name="seconds">Over which time they were sent.</param>
    public static ReadTimes Of(IEnumerable<TimeSpan> times, double seconds)
    {
        var sorted = times.Select(time => time.TotalMilliseconds).Order().ToArray();
        return new ReadTimes(
            sorted.Length, seconds, sorted[sorted.Length / 2], sorted[(int)(sorted.Length * 0.99)], sorted[^1]);
    }
}
