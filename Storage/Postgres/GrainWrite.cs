using System.Globalization;

namespace Tripline.Storage.Postgres;

/// <summary>A grain's state to store on top of an expected version, or to clear.</summary>
/// <param name="fence">The generations that this silo holds.</param>
/// <param name="stateName">The state's name.</param>
/// <param name="grainId">The grain.</param>
/// <param name="expectedVersion">The version that the writer has; null when it knows of no record.</param>
/// <param name="version">The version that it gets; unlike any before.</param>
/// <param name="state">The state as JSON; null clears it.</param>
internal sealed class GrainWrite(
    PartitionFence fence, string stateName, GrainId grainId, long? expectedVersion, long version, byte[]? state)
    : FencedWrite(fence, grainId.Key)
{
    public string StateName => stateName;

    public GrainId GrainId => grainId;

    public long? ExpectedVersion => expectedVersion;

    public long Version => version;

    public byte[]? State => state;

    /// <summary>The version that was found when the write was examined.</summary>
    public long? StoredVersion { get; set; }

    public override bool IsConfirmed => true;

    public override object Identity => (stateName, grainId);

    public override Exception Refusal() => new InconsistentStateException(
        $"State {stateName} of {grainId} is stored in version {Text(StoredVersion) ?? "none"}; the writer has version "
        + $"{Text(expectedVersion) ?? "none"}.",
        Text(StoredVersion),
        Text(expectedVersion));

    private static string? Text(long? version) => version?.ToString(CultureInfo.InvariantCulture);
}
