namespace Tripline.Bench.Harness;

/// <summary>What a benchmark found.</summary>
/// <param name="Work">The work that was measured, in a sentence.</param>
/// <param name="Rows">The figures, in the order in which to print them.</param>
/// <param name="Notes">What a reader must know besides: where time went, what limits a figure.</param>
public sealed record BenchReport(string Work, IReadOnlyList<BenchRow> Rows, IReadOnlyList<string>? Notes = null);
