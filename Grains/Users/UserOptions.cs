namespace Tripline.Grains.Users;

/// <summary>Limits of one user.</summary>
public sealed class UserOptions
{
    /// <summary>Alerts a user may have; at least 1.</summary>
    public int MaxAlerts { get; set; } = 2_000_000;

    /// <summary>Triggers that a user's inbox keeps in memory; older ones are read from history. 1 to 1,000,000.
    /// </summary>
    public int InboxSize { get; set; } = 10_000;
}
