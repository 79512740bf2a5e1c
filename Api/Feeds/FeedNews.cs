using Tripline.Runtime;

namespace Tripline.Api.Feeds;

/// <summary>What the owner of symbols and inboxes tells a silo whose clients watch them; the newest of each only.</summary>
/// <param name="Summaries">Symbols' newest summaries.</param>
/// <param name="Candles">Running and just closed candles, older ones of an interval first.</param>
/// <param name="Inboxes">Inboxes that have grown.</param>
[GenerateSerializer, Immutable, Alias("tripline.feed-news")]
internal sealed record FeedNews(
    [property: Id(0)] SymbolSummary[] Summaries, [property: Id(1)] FeedCandle[] Candles,
    [property: Id(2)] FeedGrowth[] Inboxes);
