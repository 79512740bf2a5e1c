namespace Tripline.Streams.Log;

/// <summary>Whether the log takes writes.</summary>
/// <param name="Writable">False from a failed write until a later one, or a probe, succeeds.</param>
/// <param name="Problem">What is wrong and what to do; null when writable.</param>
public readonly record struct TickLogHealth(bool Writable, string? Problem);
