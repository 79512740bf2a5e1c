namespace Tripline;

/// <summary>A partition of the tick log: takes the runs of the stream of its number in the namespace <c>ticks</c> and
/// brings its symbols their ticks. Key: the partition.</summary>
[Alias("tripline.partition")]
public interface IPartitionGrain : IGrainWithIntegerKey
{
    /// <summary>Takes the partition unless it is held already. Returns the generation.</summary>
    Task<long> Hold();

    /// <summary>Gives the partition back with a checkpoint and ends the activation.</summary>
    Task Leave();
}
