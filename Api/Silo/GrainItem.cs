namespace Tripline.Api.Silo;

/// <summary>A grain that is activated.</summary>
/// <param name="Type">Its type's name.</param>
/// <param name="Key">Its key.</param>
/// <param name="Calls">Calls since its activation.</param>
/// <param name="Waiting">Calls that wait for their turn.</param>
/// <param name="Running">Calls that have begun.</param>
/// <param name="IdleSeconds">Time since its last call.</param>
/// <param name="Silo">Id of the silo that it lives on; null as long as only one was asked.</param>
public sealed record GrainItem(
    string Type, string Key, long Calls, int Waiting, int Running, double IdleSeconds, string? Silo = null);
