using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Tripline.Grains.Users;

/// <summary>Limits of one user.</summary>
public sealed class UserOptions
{
    /// <summary>Alerts a user may have; at least 1.</summary>
    [Description("Alerts that a user may have.")]
    [Range(1, 100_000_000)]
    public int MaxAlerts { get; set; } = 2_000_000;

    /// <summary>Triggers that a user's inbox keeps in memory; older ones are read from history. 1 to 1,000,000.
    /// </summary>
    [Description("Newest triggers of a user that are kept in memory.")]
    [Range(1, 1_000_000)]
    public int InboxSize { get; set; } = 10_000;
}
