namespace Tripline.Bench.Harness;

/// <summary>What the command line asks of a benchmark.</summary>
/// <param name="Runs">How often to measure; the median counts. At least 1.</param>
/// <param name="Scale">Share of the full work, above 0 up to 1; goals hold at 1 only.</param>
/// <param name="DataPath">Folder under which a benchmark makes its own data folders, which it removes.</param>
/// <param name="Cancellation">Ends the run early.</param>
/// <param name="Rounds">How many rounds of events, where a benchmark has such; null for the full number, scaled.</param>
public sealed record BenchOptions(
    int Runs, double Scale, string DataPath, CancellationToken Cancellation, int? Rounds = null)
{
    /// <summary>The full amount of work, scaled, and at least <paramref name="least"/>.</summary>
    public int Scaled(int full, int least = 1) => Math.Max(least, (int)(full * Scale));
}
