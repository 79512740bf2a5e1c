namespace Tripline;

/// <summary>A symbol's state for a checkpoint, and the candles that closed since the last one that was written.</summary>
/// <param name="Number">Rising number of the snapshot; handed back with the next request once it is durable.</param>
/// <param name="ArmingSequence">Arming journal entries up to this one are reflected.</param>
/// <param name="Core">All but the rules.</param>
/// <param name="RulePageCount">How many rule pages there are.</param>
/// <param name="RulePages">The rule pages that changed since the last durable snapshot.</param>
/// <param name="ClosedCandles">Candles that closed, or changed late, since the last durable snapshot.</param>
[GenerateSerializer, Immutable, Alias("tripline.symbol-snapshot")]
public sealed record SymbolSnapshot(
    [property: Id(0)] long Number,
    [property: Id(1)] long ArmingSequence,
    [property: Id(2)] ReadOnlyMemory<byte> Core,
    [property: Id(3)] int RulePageCount,
    [property: Id(4)] IReadOnlyList<RulePage> RulePages,
    [property: Id(5)] IReadOnlyList<Candle> ClosedCandles);
