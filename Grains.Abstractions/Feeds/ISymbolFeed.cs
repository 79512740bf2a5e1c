namespace Tripline;

/// <summary>Takes what one symbol shows live. Never blocks and keeps at most the newest of each kind: whoever reads
/// more slowly sees less.</summary>
public interface ISymbolFeed
{
    /// <summary>Whether anybody watches; publish nothing when not.</summary>
    bool IsWatched { get; }

    /// <summary>Publishes the symbol's newest summary.</summary>
    void PublishSummary(SymbolSummary summary);

    /// <summary>Publishes the running or just closed candle of an interval.</summary>
    void PublishCandle(Candle candle);
}
