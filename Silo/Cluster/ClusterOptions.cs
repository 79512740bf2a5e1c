namespace Tripline.Silo.Cluster;

/// <summary>How this silo takes part in a cluster.</summary>
internal sealed class ClusterOptions
{
    /// <summary>The options' section.</summary>
    public const string Section = "Cluster";

    /// <summary>Where it listens for other silos: host:port, never a public address.</summary>
    public string Listen { get; set; } = "127.0.0.1:11111";

    /// <summary>Where other silos reach it: host:port; what it listens on when empty.</summary>
    public string Address { get; set; } = "";

    /// <summary>What all silos of the cluster know and nobody else.</summary>
    public string Key { get; set; } = "";

    /// <summary>Time between two signs of life in the directory, and the longest between two looks at it. 1 s.</summary>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A silo whose last sign of life is older counts as gone. 10 s.</summary>
    public TimeSpan DeadAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest that giving partitions back may take. 10 s.</summary>
    public TimeSpan LeaveTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a question to another silo about its state may take. 2 s.</summary>
    public TimeSpan AskTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Where other silos reach this one.</summary>
    public string AdvertisedAddress => Address.Length > 0 ? Address : Listen;
}
