namespace Tripline.Grains.Symbols;

/// <summary>Finds symbols for callers that are to notice nothing when a partition moves.</summary>
public static class SymbolCalls
{
    /// <summary>The symbol's grain; a call of it that meets a move of the partition, and so did nothing, is made again at the
    /// new place.</summary>
    public static ISymbolGrain GetSymbol(this IGrainFactory grains, string symbol) =>
        new MovingSymbol(grains.GetGrain<ISymbolGrain>(symbol), TimeProvider.System);
}
