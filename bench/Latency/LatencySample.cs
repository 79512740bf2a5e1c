namespace Tripline.Bench.Latency;

/// <summary>One trigger's way.</summary>
/// <param name="Second">The second of the run in which its tick was appended.</param>
/// <param name="Ms">How long it took, in milliseconds.</param>
internal readonly record struct LatencySample(int Second, double Ms);
