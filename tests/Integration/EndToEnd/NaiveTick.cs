namespace Tripline.Tests.Integration.EndToEnd;

/// <summary>A trade with its price as the decimal that its text says.</summary>
public readonly record struct NaiveTick(long TimeMs, string Symbol, decimal Price);
