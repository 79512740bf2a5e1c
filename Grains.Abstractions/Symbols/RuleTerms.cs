namespace Tripline;

/// <summary>What a symbol needs to know of a rule to watch it and to make its triggers.</summary>
/// <param name="AlertId">The alert.</param>
/// <param name="Version">The alert's version that these terms belong to.</param>
/// <param name="When">The condition, in the grammar of <c>when</c>.</param>
/// <param name="Once">Fires once only.</param>
/// <param name="CooldownMs">Least market time between two triggers, milliseconds; 0 for none.</param>
/// <param name="Rearm">Re-arm distance in the price's unit; 0 for none.</param>
/// <param name="ExpiresAtMs">Market time at which the rule ends, epoch milliseconds; null for never.</param>
/// <param name="Details">What its triggers say of the alert; null in a dry run, whose firings become no triggers.</param>
[GenerateSerializer, Immutable, Alias("tripline.rule-terms")]
public sealed record RuleTerms(
    [property: Id(0)] Guid AlertId,
    [property: Id(1)] int Version,
    [property: Id(2)] string When,
    [property: Id(3)] bool Once,
    [property: Id(4)] long CooldownMs,
    [property: Id(5)] decimal Rearm,
    [property: Id(6)] long? ExpiresAtMs,
    [property: Id(7)] RuleDetails? Details = null);
