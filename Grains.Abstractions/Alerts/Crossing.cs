namespace Tripline;

/// <summary>A rule fired at a tick: what its symbol tells the alert.</summary>
/// <param name="AlertId">The alert.</param>
/// <param name="Version">The version of the rule that fired.</param>
/// <param name="Partition">The symbol's partition.</param>
/// <param name="Position">The tick's position.</param>
/// <param name="RuleOrder">Order among crossings at one position.</param>
/// <param name="TimeMs">The tick's event time.</param>
/// <param name="Price">The tick's price.</param>
[GenerateSerializer, Immutable, Alias("tripline.crossing")]
public readonly record struct Crossing(
    [property: Id(0)] Guid AlertId,
    [property: Id(1)] int Version,
    [property: Id(2)] int Partition,
    [property: Id(3)] long Position,
    [property: Id(4)] long RuleOrder,
    [property: Id(5)] long TimeMs,
    [property: Id(6)] double Price);
