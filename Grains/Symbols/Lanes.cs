using System.Runtime.CompilerServices;

namespace Tripline.Grains.Symbols;

/// <summary>A sum in four parts: the n-th number goes to part n mod 4. The parts depend on the order of the numbers only,
/// not on how they were cut into batches, and four ticks can be added at once.</summary>
[InlineArray(Count)]
internal struct Lanes
{
    public const int Count = 4;
    private double _first;

    public readonly double Total => (this[0] + this[1]) + (this[2] + this[3]);
}
