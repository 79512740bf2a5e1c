namespace Tripline.Streams.Pump;

/// <summary>Options of the partition pumps.</summary>
public sealed class PumpOptions
{
    /// <summary>Most ticks that a pump hands out at a time. 131,072.</summary>
    public int MaxRunTicks { get; set; } = 131_072;

    /// <summary>Most bytes of records that a pump reads at a time. 8 MiB.</summary>
    public int MaxRunBytes { get; set; } = 8 << 20;

    /// <summary>Time between two checkpoints of a partition. 5 s.</summary>
    public TimeSpan CheckpointInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest pause before a failed delivery or checkpoint is tried again; the first pause is 10 ms. 5 s.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Time between two runs of retention. 1 minute.</summary>
    public TimeSpan RetentionInterval { get; set; } = TimeSpan.FromMinutes(1);
}
