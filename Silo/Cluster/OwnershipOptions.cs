namespace Tripline.Silo.Cluster;

/// <summary>Bounds of taking partitions and of giving them back.</summary>
internal sealed class OwnershipOptions
{
    /// <summary>The longest that giving partitions back may take; then they are given up with what still runs, and the
    /// store refuses what that would write. 10 s.</summary>
    public TimeSpan LeaveTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Pause before a partition that could not be taken is tried again; doubled up to
    /// <see cref="MaxRetryDelay"/>. 100 ms.</summary>
    public TimeSpan FirstRetryDelay { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest such pause. 2 s.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(2);
}
