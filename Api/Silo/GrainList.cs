namespace Tripline.Api.Silo;

/// <summary>Activated grains, those with most calls first.</summary>
/// <param name="Items">The grains.</param>
/// <param name="IsWhole">Whether all activated grains were looked at; with very many only some are.</param>
[GenerateSerializer, Immutable, Alias("tripline.grain-list")]
public sealed record GrainList(IReadOnlyList<GrainItem> Items, bool IsWhole)
{
    /// <summary>The same list, as one of the silo with this id.</summary>
    public GrainList At(string silo) => this with { Items = [.. Items.Select(item => item with { Silo = silo })] };
}
