using System.Globalization;

namespace Tripline.Grains.Alerts;

/// <summary>The pure part of an alert: terms for its symbol, its state for people, the trigger of a crossing.</summary>
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
            rule.ExpiresAt?.ToUnixTimeMilliseconds());
    }

    /// <summary>The alert as people see it: the record with what its symbol folded.</summary>
    public static AlertState State(Guid alertId, AlertRecord record, RuleState? live) =>
        new(
            alertId,
            record.User,
            RuleOf(record),
            record.IsPaused ? AlertStatus.Paused : StatusOf(live),
            live?.TriggerCount ?? 0,
            live?.SuppressedCount ?? 0,
            live?.LastTriggeredAtMs is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null,
            record.CreatedAt,
            record.Version);

    /// <summary>The trigger that a crossing becomes, not yet numbered. The same crossing gives the same trigger.
    /// </summary>
    public static Trigger Trigger(string symbol, AlertRecord record, in Crossing crossing)
    {
        var rule = RuleOf(record);
        var message = rule.Message is null
            ? null
            : MessageTemplate.Parse(rule.Message).Render(
                symbol, PriceText(crossing.Price), TimeText(crossing.TimeMs), rule.Name, rule.When);
        return new Trigger(
            0,
            crossing.AlertId,
            record.User,
            symbol,
            crossing.Partition,
            crossing.Position,
            crossing.RuleOrder,
            crossing.TimeMs,
            crossing.Price,
            rule.Name,
            rule.When,
            rule.Severity,
            message);
    }

    /// <summary>A price as decimal text without an exponent.</summary>
    public static string PriceText(double price) =>
        price is > 1e-13 and < 1e28
            ? ((decimal)price).ToString(CultureInfo.InvariantCulture)
            : price.ToString("R", CultureInfo.InvariantCulture);

    private static string TimeText(long timeMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(timeMs)
            .ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static AlertStatus StatusOf(RuleState? live) =>
        live?.Condition switch
        {
            RuleCondition.Cooling => AlertStatus.Cooling,
            RuleCondition.Triggered => AlertStatus.Triggered,
            RuleCondition.Paused => AlertStatus.Paused,
            RuleCondition.Expired => AlertStatus.Expired,
            _ => AlertStatus.Armed,
        };

    private static AlertRule RuleOf(AlertRecord record) =>
        record.Rule ?? throw new InvalidOperationException("The alert has no rule; it was never created.");
}
