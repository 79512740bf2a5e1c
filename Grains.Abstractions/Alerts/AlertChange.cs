namespace Tripline;

/// <summary>How a change of an alert ended.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Alert">The alert as it is now; null when it does not exist.</param>
[GenerateSerializer, Immutable, Alias("tripline.alert-change")]
public sealed record AlertChange([property: Id(0)] ChangeOutcome Outcome, [property: Id(1)] AlertState? Alert);
