namespace Tripline;

/// <summary>A tick as it is shown to people.</summary>
/// <param name="Price">Its price.</param>
/// <param name="Size">Its size.</param>
/// <param name="TimeMs">Its event time, epoch milliseconds.</param>
/// <param name="Position">Its position in the partition.</param>
/// <param name="IsLate">Whether it came too late to move anything.</param>
[GenerateSerializer, Immutable, Alias("tripline.trade")]
public readonly record struct Trade(
    [property: Id(0)] double Price, [property: Id(1)] double Size, [property: Id(2)] long TimeMs,
    [property: Id(3)] long Position, [property: Id(4)] bool IsLate = false);
