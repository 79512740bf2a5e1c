using Tripline.Streams;

namespace Tripline.Grains.Partitions;

/// <summary>A run of one symbol's ticks in log order, as parallel arrays of equal length.</summary>
/// <param name="Prices">Prices.</param>
/// <param name="Sizes">Sizes.</param>
/// <param name="TimesMs">Event times, epoch milliseconds; not necessarily rising.</param>
/// <param name="Positions">Positions in the partition (<see cref="LogPosition"/>), strictly rising.</param>
public readonly record struct TickSlice(
    ReadOnlyMemory<double> Prices,
    ReadOnlyMemory<double> Sizes,
    ReadOnlyMemory<long> TimesMs,
    ReadOnlyMemory<long> Positions);
