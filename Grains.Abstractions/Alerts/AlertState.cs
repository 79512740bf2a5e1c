namespace Tripline;

/// <summary>An alert: the rule with its live state.</summary>
/// <param name="Id">The alert's id, a UUID version 7.</param>
/// <param name="User">Its owner.</param>
/// <param name="Rule">What was asked for.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="TriggerCount">How often it fired.</param>
/// <param name="SuppressedCount">Crossings that fell into a cooldown.</param>
/// <param name="LastTriggeredAt">Market time of the last trigger.</param>
/// <param name="CreatedAt">When it was created, by the silo's clock.</param>
/// <param name="Version">1, then one more with each change by its user.</param>
[GenerateSerializer, Immutable, Alias("tripline.alert-state")]
public sealed record AlertState(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string User,
    [property: Id(2)] AlertRule Rule,
    [property: Id(3)] AlertStatus Status,
    [property: Id(4)] long TriggerCount,
    [property: Id(5)] long SuppressedCount,
    [property: Id(6)] DateTimeOffset? LastTriggeredAt,
    [property: Id(7)] DateTimeOffset CreatedAt,
    [property: Id(8)] int Version);
