namespace Tripline.Bench.Kafka;

/// <summary>What one run of the whole way brought.</summary>
/// <param name="TicksPerSecond">From the end of the warm-up to the last stored trigger.</param>
/// <param name="TicksPerSecondFromStart">From the silo's start, warm-up included.</param>
/// <param name="Ticks">Ticks folded, warm-up included.</param>
/// <param name="Triggers">Triggers stored.</param>
/// <param name="Costs">What it took of the machine, in a sentence.</param>
internal sealed record WholeWayRound(
    double TicksPerSecond, double TicksPerSecondFromStart, long Ticks, long Triggers, string Costs);
