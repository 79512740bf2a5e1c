namespace Tripline.Sources.Text;

/// <summary>What is wrong with a tick.</summary>
/// <param name="Field">The field; null for the whole item.</param>
/// <param name="Reason">What is wrong; null when nothing is.</param>
public readonly record struct TickFault(string? Field, string? Reason);
