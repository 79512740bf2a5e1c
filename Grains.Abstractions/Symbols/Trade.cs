namespace Tripline;

/// <summary>A tick as it is shown to people.</summary>
[GenerateSerializer, Immutable, Alias("tripline.trade")]
public readonly record struct Trade(
    [property: Id(0)] double Price, [property: Id(1)] double Size, [property: Id(2)] long TimeMs,
    [property: Id(3)] long Position);
