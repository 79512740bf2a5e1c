using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tripline.Grains.Symbols;

/// <summary>The sums of a minute in registers, turned so that the first element is the lane of the next tick.</summary>
internal struct BlockSums
{
    private Vector256<double> _sizes;
    private Vector256<double> _notionals;
    private Vector256<double> _prices;
    private Vector256<double> _high;
    private Vector256<double> _low;

    public BlockSums(MinuteCandle minute, int lane)
    {
        _sizes = Turn(Load(ref minute.Sizes), lane);
        _notionals = Turn(Load(ref minute.Notionals), lane);
        _prices = Turn(Load(ref minute.Prices), lane);
        _high = Vector256.Create(minute.High);
        _low = Vector256.Create(minute.Low);
    }

    /// <summary>Adds four ticks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector256<double> prices, Vector256<double> sizes)
    {
        _sizes += sizes;
        // Two roundings, as in the plain loop: never a fused multiply-add.
        _notionals += prices * sizes;
        _prices += prices;
        _high = Vector256.MaxNative(_high, prices);
        _low = Vector256.MinNative(_low, prices);
    }

    public readonly void StoreTo(MinuteCandle minute, int lane)
    {
        var back = (Lanes.Count - lane) % Lanes.Count;
        Load(ref minute.Sizes) = Turn(_sizes, back);
        Load(ref minute.Notionals) = Turn(_notionals, back);
        Load(ref minute.Prices) = Turn(_prices, back);
        for (var n = 0; n < Lanes.Count; n++)
        {
            minute.High = Math.Max(minute.High, _high.GetElement(n));
            minute.Low = Math.Min(minute.Low, _low.GetElement(n));
        }
    }

    private static ref Vector256<double> Load(ref Lanes lanes) => ref Unsafe.As<Lanes, Vector256<double>>(ref lanes);

    private static Vector256<double> Turn(Vector256<double> values, int by) => by switch
    {
        0 => values,
        1 => Vector256.Shuffle(values, Vector256.Create(1L, 2, 3, 0)),
        2 => Vector256.Shuffle(values, Vector256.Create(2L, 3, 0, 1)),
        _ => Vector256.Shuffle(values, Vector256.Create(3L, 0, 1, 2)),
    };
}
