namespace Tripline;

/// <summary>A run of trigger numbers; both ends belong to it.</summary>
[GenerateSerializer, Immutable, Alias("tripline.number-range")]
public sealed record NumberRange([property: Id(0)] long First, [property: Id(1)] long Last);
