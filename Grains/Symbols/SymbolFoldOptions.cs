namespace Tripline.Grains.Symbols;

/// <summary>What of a symbol's fold can be set. Changing it changes what a replay gives.</summary>
public sealed record SymbolFoldOptions
{
    /// <summary>How far behind the newest event time a tick still counts in its candle, milliseconds, 0 to a day.</summary>
    public int LatenessMs { get; init; } = 5_000;

    /// <summary>How many trades are kept, 1 to 65,536.</summary>
    public int RecentTrades { get; init; } = 1_000;
}
