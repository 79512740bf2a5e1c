using Tripline.Storage.Triggers;

namespace Tripline.Grains.Users;

/// <summary>Turns triggers into rows of history and back.</summary>
public static class TriggerRows
{
    /// <summary>The row of a numbered trigger.</summary>
    public static TriggerRow ToRow(Trigger trigger) =>
        new(
            trigger.Number,
            trigger.AlertId,
            trigger.Symbol,
            trigger.Partition,
            trigger.Position,
            trigger.RuleOrder,
            trigger.TimeMs,
            trigger.Price,
            trigger.Name,
            trigger.When,
            SeverityText(trigger.Severity),
            trigger.Message);

    /// <summary>The trigger of a row of a user's history.</summary>
    public static Trigger FromRow(string user, TriggerRow row) =>
        new(
            row.Number,
            row.AlertId,
            user,
            row.Symbol,
            row.Partition,
            row.Position,
            row.RuleOrder,
            row.TimeMs,
            row.Price,
            row.Name,
            row.When,
            SeverityOf(row.Severity),
            row.Message);

    private static string SeverityText(AlertSeverity severity) =>
        severity switch
        {
            AlertSeverity.Critical => "critical",
            AlertSeverity.Warning => "warning",
            _ => "info",
        };

    private static AlertSeverity SeverityOf(string text) =>
        text switch
        {
            "critical" => AlertSeverity.Critical,
            "warning" => AlertSeverity.Warning,
            _ => AlertSeverity.Info,
        };
}
