namespace Tripline.Storage;

/// <summary>Whether the store takes writes.</summary>
/// <param name="IsHealthy">True while writes succeed.</param>
/// <param name="Reason">What is wrong and what to do about it; null when healthy.</param>
/// <param name="Since">Since when it is so.</param>
public sealed record StorageHealth(bool IsHealthy, string? Reason, DateTimeOffset Since);
