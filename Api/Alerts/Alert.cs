using Tripline.Api.Text;

namespace Tripline.Api.Alerts;

/// <summary>An alert: the rule with its live state.</summary>
/// <param name="Id">Its id, a UUID version 7.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="When">The condition.</param>
/// <param name="Frequency">How often it may fire.</param>
/// <param name="Cooldown">Least market time between two triggers, like 60s; null for none.</param>
/// <param name="Rearm">Re-arm distance in the price's unit; 0 for none.</param>
/// <param name="ExpiresAt">Market time at which it ends; null for never.</param>
/// <param name="Name">The user's name for it.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Message">Template of the trigger's message.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="TriggerCount">How often it fired.</param>
/// <param name="SuppressedCount">Crossings that fell into a cooldown.</param>
/// <param name="LastTriggeredAt">Market time of the last trigger.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="Version">1, then one more with each change by its user; the ETag.</param>
public sealed record Alert(
    Guid Id,
    string Symbol,
    string When,
    AlertFrequency Frequency,
    string? Cooldown,
    decimal Rearm,
    DateTimeOffset? ExpiresAt,
    string? Name,
    AlertSeverity Severity,
    string? Message,
    AlertStatus Status,
    long TriggerCount,
    long SuppressedCount,
    DateTimeOffset? LastTriggeredAt,
    DateTimeOffset CreatedAt,
    int Version)
{
    // Dividing by a one of full scale drops trailing zeros: 0.10 becomes 0.1.
    private const decimal One = 1.0000000000000000000000000000m;

    /// <summary>The alert as the API shows it.</summary>
    public static Alert From(AlertState state) => new(
        state.Id,
        state.Rule.Symbol,
        state.Rule.When,
        state.Rule.Frequency,
        DurationText.Format(state.Rule.Cooldown),
        state.Rule.Rearm / One,
        state.Rule.ExpiresAt,
        state.Rule.Name,
        state.Rule.Severity,
        state.Rule.Message,
        state.Status,
        state.TriggerCount,
        state.SuppressedCount,
        state.LastTriggeredAt,
        state.CreatedAt,
        state.Version);
}
