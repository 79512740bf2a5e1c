using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Tripline.Grains.Symbols;

/// <summary>The loop that most ticks go through: they stay in their cell and only count in the running minute. Sixteen at
/// a time where the processor has vectors of four doubles, with the very sums of the plain loop.</summary>
internal static class QuietRun
{
    private const int Block = 16;

    /// <summary>Adds ticks from the front to the minute, up to the first that is not quiet; returns how many.</summary>
    public static int Take(
        MinuteCandle minute,
        ReadOnlySpan<double> prices,
        ReadOnlySpan<double> sizes,
        ReadOnlySpan<long> timesMs,
        ref QuietZone zone)
    {
        var taken = Vector256.IsHardwareAccelerated && prices.Length >= Block
            ? TakeBlocks(minute, prices, sizes, timesMs, ref zone)
            : 0;
        return TakeSingly(minute, prices, sizes, timesMs, ref zone, taken);
    }

    /// <summary>The plain loop, from a place on; returns the place where it stops.</summary>
    internal static int TakeSingly(
        MinuteCandle minute,
        ReadOnlySpan<double> prices,
        ReadOnlySpan<double> sizes,
        ReadOnlySpan<long> timesMs,
        ref QuietZone zone,
        int taken)
    {
        var (low, high, fromMs, beforeMs) = (zone.Low, zone.High, zone.FromMs, zone.BeforeMs);
        var (newestMs, latenessMs) = (zone.NewestMs, zone.LatenessMs);
        for (; taken < prices.Length; taken++)
        {
            var (price, timeMs) = (prices[taken], timesMs[taken]);
            if (!(price >= low && price < high) || timeMs < fromMs || timeMs >= beforeMs || timeMs < newestMs - latenessMs)
            {
                break;
            }

            newestMs = timeMs > newestMs ? timeMs : newestMs;
            minute.Add(price, sizes[taken]);
        }

        zone.NewestMs = newestMs;
        return taken;
    }

    /// <summary>Takes whole blocks for as long as every tick of a block is quiet; returns how many ticks.</summary>
    private static int TakeBlocks(
        MinuteCandle minute,
        ReadOnlySpan<double> prices,
        ReadOnlySpan<double> sizes,
        ReadOnlySpan<long> timesMs,
        ref QuietZone zone)
    {
        ref var price = ref MemoryMarshal.GetReference(prices);
        ref var size = ref MemoryMarshal.GetReference(sizes);
        ref var timeMs = ref MemoryMarshal.GetReference(timesMs);
        var lane = (int)(minute.TradeCount % Lanes.Count);
        var sums = new BlockSums(minute, lane);
        var (low, high) = (Vector256.Create(zone.Low), Vector256.Create(zone.High));
        var (from, before) = (Vector256.Create(zone.FromMs), Vector256.Create(zone.BeforeMs));
        var newestMs = zone.NewestMs;
        var taken = 0;
        for (; taken <= prices.Length - Block; taken += Block)
        {
            var next = sums;
            var quiet = Vector256<long>.AllBitsSet;
            var oldest = before;
            var newest = from;
            for (var n = taken; n < taken + Block; n += Lanes.Count)
            {
                var p = Vector256.LoadUnsafe(ref price, (nuint)n);
                var t = Vector256.LoadUnsafe(ref timeMs, (nuint)n);
                quiet &= Vector256.GreaterThanOrEqual(p, low).AsInt64() & Vector256.LessThan(p, high).AsInt64();
                oldest = Vector256.Min(oldest, t);
                newest = Vector256.Max(newest, t);
                next.Add(p, Vector256.LoadUnsafe(ref size, (nuint)n));
            }

            quiet &= Vector256.GreaterThanOrEqual(oldest, from) & Vector256.LessThan(newest, before);
            var latestMs = Math.Max(newestMs, Greatest(newest));
            // Whatever their order, no tick of the block is late when its oldest is not behind its newest by too much.
            if (quiet != Vector256<long>.AllBitsSet || -Greatest(-oldest) < latestMs - zone.LatenessMs)
            {
                break;
            }

            sums = next;
            newestMs = latestMs;
        }

        if (taken > 0)
        {
            zone.NewestMs = newestMs;
            sums.StoreTo(minute, lane);
            minute.CountAdded(taken, price, prices[taken - 1]);
        }

        return taken;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Greatest(Vector256<long> values) => Math.Max(
        Math.Max(values.GetElement(0), values.GetElement(1)), Math.Max(values.GetElement(2), values.GetElement(3)));
}
