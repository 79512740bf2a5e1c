namespace Tripline;

/// <summary>What a trigger says of its alert: the symbol keeps it with the rule, so that a crossing asks nobody.</summary>
/// <param name="User">The alert's owner.</param>
/// <param name="When">The condition as the user wrote it.</param>
/// <param name="Name">The alert's name, or null.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Message">Template of the trigger's message, or null.</param>
[GenerateSerializer, Immutable, Alias("tripline.rule-details")]
public sealed record RuleDetails(
    [property: Id(0)] string User,
    [property: Id(1)] string When,
    [property: Id(2)] string? Name,
    [property: Id(3)] AlertSeverity Severity,
    [property: Id(4)] string? Message);
