namespace Tripline.Api.Silo;

/// <summary>A source of ticks.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">starting, running, waiting, completed or failed.</param>
/// <param name="TickCount">Ticks appended since the start.</param>
/// <param name="SkippedCount">Rows or messages that could not be read.</param>
/// <param name="Detail">Progress, or what is wrong and what to do.</param>
[GenerateSerializer, Immutable, Alias("tripline.source-item")]
public sealed record SourceItem(string Name, string State, long TickCount, long SkippedCount, string? Detail);
