namespace Tripline;

/// <summary>A run of one symbol's ticks in log order, as parallel arrays of equal length. The partition that delivers it
/// reuses the memory once the delivery completes; a grain copies what it keeps.</summary>
/// <param name="Partition">The partition that holds the symbol.</param>
/// <param name="Prices">Prices, positive and finite.</param>
/// <param name="Sizes">Sizes, zero or more.</param>
/// <param name="TimesMs">Event times, epoch milliseconds; a tick may be older than the one before it.</param>
/// <param name="Positions">Positions in the partition, strictly rising.</param>
/// <param name="Generation">The generation with which the delivering silo holds the partition; 0 where it runs
/// alone.</param>
[GenerateSerializer, Immutable, Alias("tripline.tick-batch")]
public sealed record TickBatch(
    [property: Id(0)] int Partition,
    [property: Id(1)] ReadOnlyMemory<double> Prices,
    [property: Id(2)] ReadOnlyMemory<double> Sizes,
    [property: Id(3)] ReadOnlyMemory<long> TimesMs,
    [property: Id(4)] ReadOnlyMemory<long> Positions,
    [property: Id(5)] long Generation = 0);
