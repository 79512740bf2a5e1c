using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Tripline.Silo.Cluster;

/// <summary>How this silo takes part in a cluster; what concerns the port between silos is the runtime's.</summary>
internal sealed class MembershipOptions
{
    /// <summary>Where other silos reach this one: host:port; the address and port that it listens on when empty.</summary>
    [Description("Where other silos reach that port: host:port; as it listens when empty.")]
    public string Address { get; set; } = "";

    /// <summary>Time between two signs of life in the directory, and the longest between two looks at it.</summary>
    [Description("Time between two signs of life in the directory.")]
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A silo whose last sign of life is older counts as gone.</summary>
    [Description("A silo whose last sign of life is older is not called any more.")]
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan DeadAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest that giving partitions back may take.</summary>
    [Description("Longest time that giving partitions back may take.")]
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan LeaveTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a question to another silo about its state may take.</summary>
    [Description("Longest time that another silo may take to tell its state.")]
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan AskTimeout { get; set; } = TimeSpan.FromSeconds(2);
}
