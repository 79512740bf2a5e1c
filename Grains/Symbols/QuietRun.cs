using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Tripline.Grains.Symbols;

/// <summary>The loop that most ticks go through: they stay in their cell and only count in the running minute. Many at a
/// time where the processor has vectors of four doubles, with the very sums of the plain loop.</summary>
internal static class QuietRun
{
    private const int Block = 32;
    private const uint AllLanes = 0b1111;

    private static Vector256<uint> LowHalves => Vector256.Create(uint.MaxValue, 0, uint.MaxValue, 0, uint.MaxValue, 0, uint.MaxValue, 0);

    /// <summary>Adds ticks from the front to the minute, up to the first that is not quiet; returns how many.</summary>
    public static int Take(
        MinuteCandle minute,
        ReadOnlySpan<double> prices,
        ReadOnlySpan<double> sizes,
        ReadOnlySpan<long> timesMs,
        ref QuietZone zone)
    {
        var taken = Vector256.IsHardwareAccelerated && prices.Length >= Block && zone.BeforeMs > zone.FromMs
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
            minute.Add(price, sizes[taken], timeMs);
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
        // Times as milliseconds from the start of the minute: one in it leaves the upper half of its 64 bits empty.
        var from = Vector256.Create(zone.FromMs);
        var beforeMs = zone.BeforeMs - zone.FromMs;
        var newestMs = zone.NewestMs - zone.FromMs;
        var taken = 0;
        for (; taken <= prices.Length - Block; taken += Block)
        {
            var next = sums;
            var quiet = Vector256<double>.AllBitsSet;
            var oldest = Vector256<uint>.AllBitsSet;
            var newest = Vector256<uint>.Zero;
            for (var n = taken; n < taken + Block; n += Lanes.Count)
            {
                var p = Vector256.LoadUnsafe(ref price, (nuint)n);
                var t = (Vector256.LoadUnsafe(ref timeMs, (nuint)n) - from).AsUInt32();
                quiet &= Vector256.GreaterThanOrEqual(p, low) & Vector256.LessThan(p, high);
                oldest = Vector256.Min(oldest, t);
                newest = Vector256.Max(newest, t);
                next.Add(p, Vector256.LoadUnsafe(ref size, (nuint)n));
            }

            var latest = Greatest(newest);
            var latestMs = Math.Max(newestMs, (long)latest);
            var oldestMs = uint.MaxValue - (long)Greatest(~oldest & LowHalves);
            // Whatever their order, no tick of the block is late when its oldest is not behind its newest by too much.
            if (latest >= (ulong)beforeMs
                || oldestMs < latestMs - zone.LatenessMs
                || quiet.ExtractMostSignificantBits() != AllLanes)
            {
                break;
            }

            sums = next;
            newestMs = latestMs;
            if (Unsafe.Add(ref timeMs, taken + Block - 1) - zone.FromMs != latestMs)
            {
                CloseOutOfOrder(minute, prices, timesMs[..(taken + Block)], zone.FromMs + latestMs);
            }

            if (oldestMs < minute.OpenedMs - zone.FromMs)
            {
                Open(minute, prices, timesMs[..(taken + Block)], zone.FromMs + oldestMs);
            }
        }

        if (taken > 0)
        {
            zone.NewestMs = newestMs + zone.FromMs;
            sums.StoreTo(minute, lane);
            minute.TradeCount += taken;
            if (timesMs[taken - 1] == zone.NewestMs)
            {
                (minute.Close, minute.ClosedMs) = (prices[taken - 1], zone.NewestMs);
            }
        }

        return taken;
    }

    // The last tick of a block is not the newest: which one of the run closes is looked up. None does when all are older
    // than what was there before.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void CloseOutOfOrder(
        MinuteCandle minute, ReadOnlySpan<double> prices, ReadOnlySpan<long> timesMs, long newestMs)
    {
        var at = timesMs.LastIndexOf(newestMs);
        if (at >= 0)
        {
            (minute.Close, minute.ClosedMs) = (prices[at], newestMs);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Open(
        MinuteCandle minute, ReadOnlySpan<double> prices, ReadOnlySpan<long> timesMs, long oldestMs) =>
        (minute.Open, minute.OpenedMs) = (prices[timesMs.IndexOf(oldestMs)], oldestMs);

    /// <summary>The greatest of four numbers in the lower halves, or one beyond 32 bits when an upper half is not empty.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Greatest(Vector256<uint> halves)
    {
        var pairs = Vector128.Max(halves.GetLower(), halves.GetUpper());
        pairs = Vector128.Max(pairs, Vector128.Shuffle(pairs, Vector128.Create(2u, 3, 0, 1)));
        return pairs.AsUInt64().ToScalar();
    }
}
