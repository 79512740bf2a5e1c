using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Tripline.Grains.Partitions;

/// <summary>How partitions are folded and checkpointed.</summary>
public sealed class PartitionOptions
{
    /// <summary>Time between two checkpoints of a partition.</summary>
    [Description("Time between two checkpoints of a partition.")]
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan CheckpointInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest pause before a failed delivery or checkpoint is tried again; the first pause is 10 ms.</summary>
    [Description("Longest pause before a failed delivery is tried again.")]
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest time that one delivery of a run may take before it is asked for again; below the time that Orleans
    /// gives a call.</summary>
    [Description("Longest time of one delivery of ticks, before it is asked for again.")]
    [Range(typeof(TimeSpan), "00:00:00.1", "00:30:00")]
    public TimeSpan DeliveryTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Ids of ticks that a partition keeps to tell repeats by, about 80 bytes each. Those of the
    /// last 24 hours of market time are kept, but no more than these.</summary>
    [Description("Ids of ticks that a partition keeps to tell repeats by.")]
    [Range(1_024, 1 << 28)]
    public int MaxIds { get; set; } = 1 << 20;

    /// <summary>Time between two runs of retention.</summary>
    [Description("Time between two runs of retention.")]
    [Range(typeof(TimeSpan), "00:00:00.1", "7.00:00:00")]
    public TimeSpan RetentionInterval { get; set; } = TimeSpan.FromMinutes(1);
}
