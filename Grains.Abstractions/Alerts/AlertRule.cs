namespace Tripline;

/// <summary>What a user asked for.</summary>
/// <param name="Symbol">The symbol, upper case.</param>
/// <param name="When">The condition, in the grammar of <c>when</c>.</param>
/// <param name="Frequency">How often it may fire.</param>
/// <param name="Cooldown">Least market time between two triggers; zero for none.</param>
/// <param name="Rearm">Re-arm distance in the price's unit; zero for none.</param>
/// <param name="ExpiresAt">Market time at which it ends; null for never.</param>
/// <param name="Name">The user's name for it, or null.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Message">Template of the trigger's message, or null.</param>
[GenerateSerializer, Immutable, Alias("tripline.alert-rule")]
public sealed record AlertRule(
    [property: Id(0)] string Symbol,
    [property: Id(1)] string When,
    [property: Id(2)] AlertFrequency Frequency,
    [property: Id(3)] TimeSpan Cooldown,
    [property: Id(4)] decimal Rearm,
    [property: Id(5)] DateTimeOffset? ExpiresAt,
    [property: Id(6)] string? Name,
    [property: Id(7)] AlertSeverity Severity,
    [property: Id(8)] string? Message);
