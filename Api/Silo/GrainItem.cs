namespace Tripline.Api.Silo;

/// <summary>A grain that is activated.</summary>
/// <param name="Type">Its type's name.</param>
/// <param name="Key">Its key.</param>
/// <param name="Calls">Calls since its activation; of a symbol, with the turns in which it took ticks.</param>
/// <param name="Waiting">Slices of ticks that wait for a symbol; of other grains the runtime does not say what waits, and it is 0.
/// </param>
/// <param name="Running">Calls that have begun.</param>
/// <param name="IdleSeconds">Time since its last call or ticks.</param>
/// <param name="Silo">Id of the silo that it lives on; null as long as only one was asked.</param>
[GenerateSerializer, Immutable, Alias("tripline.grain-item")]
public sealed record GrainItem(
    string Type, string Key, long Calls, int Waiting, int Running, double IdleSeconds, string? Silo = null);
