using System.Globalization;
using Orleans.Runtime;
using Orleans.Storage;

namespace Tripline.Storage.Postgres;

/// <summary>A grain's state to store on top of an expected version, or to clear. It belongs to no partition: the version
/// keeps two writers apart, wherever they are.</summary>
/// <param name="stateName">The state's name.</param>
/// <param name="grainId">The grain.</param>
/// <param name="expectedVersion">The version that the writer has; null when it knows of no record.</param>
/// <param name="version">The version that it gets; unlike any before.</param>
/// <param name="state">The state as JSON; null clears it.</param>
internal sealed class GrainWrite(
    string stateName, GrainId grainId, long? expectedVersion, long version, byte[]? state)
    : PendingWrite(holds: [])
{
    public string StateName => stateName;

    public string GrainType { get; } = grainId.Type.ToString()!;

    public string GrainKey { get; } = PostgresText.Key(grainId.Key.ToString()!);

    public long? ExpectedVersion => expectedVersion;

    public long Version => version;

    public byte[]? State => state;

    /// <summary>The version that was found when the write was examined.</summary>
    public long? StoredVersion { get; set; }

    public override bool IsConfirmed => true;

    public override object Identity => (stateName, GrainType, GrainKey);

    public override Exception Refusal() => new InconsistentStateException(
        $"State {stateName} of {grainId} is stored in version {Text(StoredVersion) ?? "none"}; the writer has version "
        + $"{Text(expectedVersion) ?? "none"}.",
        Text(StoredVersion)!,
        Text(expectedVersion)!);

    private static string? Text(long? version) => version?.ToString(CultureInfo.InvariantCulture);
}
