using Orleans.Concurrency;

namespace Tripline.Bench.Turns;

/// <summary>A symbol that only counts. Key: the symbol.</summary>
[Alias("tripline.bench.slice")]
public interface ISliceGrain : IGrainWithStringKey
{
    /// <summary>Takes a slice as a call.</summary>
    [AlwaysInterleave]
    Task Take(TickBatch batch);

    /// <summary>Ticks taken so far, whatever way they came.</summary>
    Task<long> Ticks();
}
