namespace Tripline.Bench.Harness;

/// <summary>Takes the middle of several measurements.</summary>
public static class Median
{
    /// <summary>The middle value; the mean of the two middle ones of an even count.</summary>
    public static double Of(IReadOnlyCollection<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>Measures several times and takes the middle.</summary>
    /// <param name="runs">How often, at least once.</param>
    /// <param name="measure">Measures once.</param>
    public static double Of(int runs, Func<double> measure) =>
        Of(Enumerable.Range(0, Math.Max(1, runs)).Select(_ => measure()).ToArray());

    /// <summary>Measures several times, one after the other, and takes the middle.</summary>
    public static async Task<double> OfAsync(int runs, Func<Task<double>> measure)
    {
        var values = new double[Math.Max(1, runs)];
        for (var run = 0; run < values.Length; run++)
        {
            values[run] = await measure();
        }

        return Of(values);
    }
}
