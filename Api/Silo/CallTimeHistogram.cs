using System.Numerics;

namespace Tripline.Api.Silo;

/// <summary>Counts durations in buckets that grow by an eighth of a power of two, so that a percentile is at most 12.5%
/// too high. Safe to use from any thread.</summary>
internal sealed class CallTimeHistogram
{
    private const int SubBucketBits = 3;
    private const int SubBuckets = 1 << SubBucketBits;

    private readonly long[] _counts = new long[(64 - SubBucketBits) * SubBuckets];

    /// <summary>Counts a duration in nanoseconds; a negative one counts as zero.</summary>
    public void Add(long nanoseconds) => Interlocked.Increment(ref _counts[BucketOf(Math.Max(0, nanoseconds))]);

    /// <summary>The upper end of the bucket below or in which that share (0 to 1) of all durations lies; zero when there
    /// are none.</summary>
    public TimeSpan Percentile(double share)
    {
        long total = 0;
        foreach (ref var count in _counts.AsSpan())
        {
            total += Volatile.Read(ref count);
        }

        var rank = Math.Max(1, (long)Math.Ceiling(share * total));
        long seen = 0;
        for (var bucket = 0; bucket < _counts.Length && total > 0; bucket++)
        {
            seen += Volatile.Read(ref _counts[bucket]);
            if (seen >= rank)
            {
                return TimeSpan.FromTicks((long)Math.Ceiling(UpperEnd(bucket) / TimeSpan.NanosecondsPerTick));
            }
        }

        return TimeSpan.Zero;
    }

    internal static int BucketOf(long nanoseconds)
    {
        if (nanoseconds < SubBuckets)
        {
            return (int)nanoseconds;
        }

        var shift = BitOperations.Log2((ulong)nanoseconds) - SubBucketBits;
        return ((shift + 1) << SubBucketBits) + (int)((nanoseconds >> shift) & (SubBuckets - 1));
    }

    internal static double UpperEnd(int bucket)
    {
        if (bucket < SubBuckets)
        {
            return bucket;
        }

        var shift = (bucket >> SubBucketBits) - 1;
        return Math.ScaleB(SubBuckets + (bucket & (SubBuckets - 1)) + 1, shift) - 1;
    }
}
