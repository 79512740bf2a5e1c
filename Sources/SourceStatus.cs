namespace Tripline.Sources;

/// <summary>What a source is doing.</summary>
/// <param name="State">One of <c>starting</c>, <c>running</c>, <c>waiting</c> (the log refuses writes; it tries
/// again), <c>completed</c>, <c>failed</c>.</param>
/// <param name="TickCount">Ticks appended by this process.</param>
/// <param name="SkippedCount">Rows or messages that could not be read.</param>
/// <param name="Detail">A sentence for people: progress, or what is wrong and what to do.</param>
public readonly record struct SourceStatus(string State, long TickCount, long SkippedCount, string? Detail);
