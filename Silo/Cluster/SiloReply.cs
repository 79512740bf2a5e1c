using Tripline.Runtime;

namespace Tripline.Silo.Cluster;

/// <summary>The answer to a <see cref="SiloQuestion"/>.</summary>
/// <param name="Json">The answer; null when there is none.</param>
/// <param name="Error">Why there is none; null when there is one.</param>
[GenerateSerializer, Alias("tripline.silo-reply")]
internal sealed record SiloReply([property: Id(0)] string? Json, [property: Id(1)] string? Error);
