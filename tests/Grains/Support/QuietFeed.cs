namespace Tripline.Tests.Grains.Support;

/// <summary>Feeds that nobody watches, and the last number that an inbox told.</summary>
public sealed class QuietFeed : IMarketFeed, ISymbolFeed, ITriggerFeed
{
    public bool IsWatched => false;

    public long LastPublished { get; private set; }

    public ISymbolFeed Open(string symbol) => this;

    public void PublishSummary(SymbolSummary summary)
    {
    }

    public void PublishCandle(Candle candle)
    {
    }

    public void Published(string user, long lastNumber) => LastPublished = lastNumber;
}
