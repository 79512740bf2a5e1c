namespace Tripline.Grains.Alerts;

/// <summary>The pure part of an alert: terms for its symbol, its state for people.</summary>
public static class AlertRules
{
    /// <summary>What the alert's symbol needs to know of its rule.</summary>
    public static RuleTerms Terms(Guid alertId, AlertRecord record)
    {
        var rule = RuleOf(record);
        return new RuleTerms(
            alertId,
            record.RuleVersion,
            rule.When,
            rule.Frequency == AlertFrequency.Once,
            (long)rule.Cooldown.TotalMilliseconds,
            rule.Rearm,
            rule.ExpiresAt?.ToUnixTimeMilliseconds(),
            Details(record));
    }

    /// <summary>The alert as people see it: the record with what its symbol folded.</summary>
    public static AlertState State(Guid alertId, AlertRecord record, RuleState? live) =>
        new(
            alertId,
            record.User,
            RuleOf(record),
            record.IsPaused ? AlertStatus.Paused : live?.Status ?? AlertStatus.Armed,
            live?.TriggerCount ?? 0,
            live?.SuppressedCount ?? 0,
            live?.LastTriggeredAtMs is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null,
            record.CreatedAt,
            record.Version);

    /// <summary>What the alert's triggers say of it.</summary>
    public static RuleDetails Details(AlertRecord record)
    {
        var rule = RuleOf(record);
        return new RuleDetails(record.User, rule.When, rule.Name, rule.Severity, rule.Message);
    }

    private static AlertRule RuleOf(AlertRecord record) =>
        record.Rule ?? throw new InvalidOperationException("The alert has no rule; it was never created.");
}
