namespace Tripline.Grains.Symbols;

/// <summary>What is stored of a page of the directory.</summary>
[GenerateSerializer, Alias("tripline.symbol-directory-state")]
public sealed class SymbolDirectory
{
    /// <summary>The symbols.</summary>
    [Id(0)]
    public List<string> Symbols { get; set; } = [];
}
