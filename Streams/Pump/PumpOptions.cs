using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Tripline.Streams.Pump;

/// <summary>Options of the partition pumps.</summary>
public sealed class PumpOptions
{
    /// <summary>Most ticks that a pump hands out at a time.</summary>
    [Description("Most ticks that a pump hands out at a time.")]
    [Range(1, 1 << 24)]
    public int MaxRunTicks { get; set; } = 131_072;

    /// <summary>Most bytes of records that a pump reads at a time.</summary>
    [Description("Most bytes of records that a pump reads at a time.")]
    [Range(1 << 16, 1 << 30)]
    public int MaxRunBytes { get; set; } = 8 << 20;

    /// <summary>Time between two checkpoints of a partition.</summary>
    [Description("Time between two checkpoints of a partition.")]
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan CheckpointInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest pause before a failed delivery or checkpoint is tried again; the first pause is 10 ms.</summary>
    [Description("Longest pause before a failed delivery is tried again.")]
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Time between two runs of retention.</summary>
    [Description("Time between two runs of retention.")]
    [Range(typeof(TimeSpan), "00:00:00.1", "7.00:00:00")]
    public TimeSpan RetentionInterval { get; set; } = TimeSpan.FromMinutes(1);
}
