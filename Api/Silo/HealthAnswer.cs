namespace Tripline.Api.Silo;

/// <summary>The silo is well.</summary>
/// <param name="Status">ok, or ready.</param>
public sealed record HealthAnswer(string Status);
