namespace Tripline.Storage.Silos;

/// <summary>A silo as the directory has it.</summary>
/// <param name="Silo">What it entered.</param>
/// <param name="HeartbeatAge">How long ago it said that it lives, by the directory's clock.</param>
public sealed record EnteredSilo(SiloEntry Silo, TimeSpan HeartbeatAge);
