namespace Tripline.Api.Silo;

/// <summary>A silo and what it is doing.</summary>
/// <param name="Version">The product's version.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="UptimeSeconds">How long ago that is.</param>
/// <param name="Sources">Its sources.</param>
/// <param name="Partitions">Its partitions.</param>
/// <param name="Grains">Its grain types.</param>
[GenerateSerializer, Immutable, Alias("tripline.silo-answer")]
public sealed record SiloAnswer(
    string Version,
    DateTimeOffset StartedAt,
    double UptimeSeconds,
    IReadOnlyList<SourceItem> Sources,
    IReadOnlyList<PartitionItem> Partitions,
    IReadOnlyList<GrainTypeItem> Grains);
