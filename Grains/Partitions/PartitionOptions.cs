namespace Tripline.Grains.Partitions;

/// <summary>How partitions are folded and checkpointed.</summary>
public sealed class PartitionOptions
{
    /// <summary>Time between two checkpoints of a partition. 5 s.</summary>
    public TimeSpan CheckpointInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest pause before a failed delivery or checkpoint is tried again; the first pause is 10 ms. 5 s.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest time that one delivery of a run may take before it is asked for again, well below the time that
    /// Orleans gives a call. 20 s.</summary>
    public TimeSpan DeliveryTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Time between two runs of retention. 1 minute.</summary>
    public TimeSpan RetentionInterval { get; set; } = TimeSpan.FromMinutes(1);
}
