namespace Tripline;

/// <summary>A rule's live state, as the fold of its symbol's ticks has it.</summary>
[GenerateSerializer, Immutable, Alias("tripline.rule-state")]
public sealed record RuleState(
    [property: Id(0)] Guid AlertId,
    [property: Id(1)] int Version,
    [property: Id(2)] AlertStatus Status,
    [property: Id(3)] long TriggerCount,
    [property: Id(4)] long SuppressedCount,
    [property: Id(5)] long? LastTriggeredAtMs);
