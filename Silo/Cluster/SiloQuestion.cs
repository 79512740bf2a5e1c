using Tripline.Runtime;

namespace Tripline.Silo.Cluster;

/// <summary>What one silo asks another about itself.</summary>
/// <param name="Subject">One of the constants of <see cref="SiloTalk"/>.</param>
/// <param name="GrainType">Of which grain type; null for all.</param>
/// <param name="Key">Of which grain.</param>
/// <param name="Limit">At most how many.</param>
[GenerateSerializer, Alias("tripline.silo-question")]
internal sealed record SiloQuestion(
    [property: Id(0)] string Subject,
    [property: Id(1)] string? GrainType = null,
    [property: Id(2)] string? Key = null,
    [property: Id(3)] int Limit = 0);
