namespace Tripline.Grains.Partitions;

/// <summary>A symbol that shows what it holds.</summary>
internal interface ILiveSymbol
{
    /// <summary>What it shows now. Called in a turn of the symbol's activation.</summary>
    SymbolLive ReadLive();
}
