namespace Tripline;

/// <summary>A partition: takes its ticks from the stream and brings them to their symbols. Key: the partition's number.
/// </summary>
[Alias("tripline.partition")]
public interface IPartitionGrain : IGrainWithIntegerKey
{
    /// <summary>Takes the partition unless it is held already. Returns the generation.</summary>
    Task<long> Hold();

    /// <summary>Has a silo hold the partition. Where another one holds it, that one gives it back with a checkpoint and its
    /// activation ends: the next call then takes it. Returns whether that silo holds it.</summary>
    Task<bool> MoveTo(SiloAddress silo);

    /// <summary>Says which of some ticks, by index, came before, and claims the others for an append that is about to be
    /// made: whoever claims ticks that depend on it waits until <see cref="Settle"/>. A claim that is never settled ends
    /// after a while.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="ticks">The ticks.</param>
    /// <param name="patience">How long a partition that still catches up is waited for.</param>
    [AlwaysInterleave]
    Task<int[]> Claim(Guid claim, NumberedTick[] ticks, TimeSpan patience);

    /// <summary>Says that a claim's append is in the log, or is not.</summary>
    [AlwaysInterleave]
    Task Settle(Guid claim, bool isStored);

    /// <summary>Gives the partition back with a checkpoint and ends the activation.</summary>
    Task Leave();
}
