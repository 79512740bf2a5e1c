namespace Tripline.Storage.Silos;

/// <summary>A silo as it enters itself.</summary>
/// <param name="SiloId">Unlike that of any other silo, and of any earlier run of this one.</param>
/// <param name="Address">Where other silos reach it: host:port.</param>
/// <param name="Version">The version of its program.</param>
/// <param name="StartedAt">When it came up, by its own clock.</param>
public sealed record SiloEntry(string SiloId, string Address, string Version, DateTimeOffset StartedAt);
