namespace Tripline.Silo.Cluster;

/// <summary>How this silo takes part in a cluster; what concerns the port between silos is the runtime's.</summary>
internal sealed class MembershipOptions
{
    /// <summary>Where other silos reach this one: host:port; the address and port that it listens on when empty.
    /// </summary>
    public string Address { get; set; } = "";

    /// <summary>Time between two signs of life in the directory, and the longest between two looks at it. 1 s.</summary>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A silo whose last sign of life is older counts as gone. 10 s.</summary>
    public TimeSpan DeadAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest that giving partitions back may take. 10 s.</summary>
    public TimeSpan LeaveTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a question to another silo about its state may take. 2 s.</summary>
    public TimeSpan AskTimeout { get; set; } = TimeSpan.FromSeconds(2);
}
