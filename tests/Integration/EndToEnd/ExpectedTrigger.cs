namespace Tripline.Tests.Integration.EndToEnd;

/// <summary>A trigger that a rule must produce.</summary>
public readonly record struct ExpectedTrigger(long TimeMs, decimal Price);
