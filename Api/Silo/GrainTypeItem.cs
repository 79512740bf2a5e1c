namespace Tripline.Api.Silo;

/// <summary>What the grains of one type did.</summary>
/// <param name="Type">The type's name.</param>
/// <param name="Activations">Grains in memory.</param>
/// <param name="Calls">Calls so far.</param>
/// <param name="Failures">Calls that failed.</param>
/// <param name="P50Microseconds">Half of the calls took at most this long.</param>
/// <param name="P99Microseconds">99 of 100 calls took at most this long.</param>
/// <param name="Waiting">Slices of ticks that wait for symbols; 0 for other types.</param>
[GenerateSerializer, Immutable, Alias("tripline.grain-type-item")]
public sealed record GrainTypeItem(
    string Type,
    long Activations,
    long Calls,
    long Failures,
    double P50Microseconds,
    double P99Microseconds,
    long Waiting);
