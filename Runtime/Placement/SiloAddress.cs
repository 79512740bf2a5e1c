namespace Tripline.Runtime.Placement;

/// <summary>Where another silo takes calls.</summary>
/// <param name="SiloId">The silo's id; a silo that starts anew has a new one.</param>
/// <param name="Authority">Its cluster port as others reach it, <c>host:port</c>.</param>
public sealed record SiloAddress(string SiloId, string Authority)
{
    /// <inheritdoc/>
    public override string ToString() => $"{SiloId} at {Authority}";
}
