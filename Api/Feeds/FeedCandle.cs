using Tripline.Runtime;

namespace Tripline.Api.Feeds;

/// <summary>A symbol's candle.</summary>
[GenerateSerializer, Immutable, Alias("tripline.feed-candle")]
internal readonly record struct FeedCandle([property: Id(0)] string Symbol, [property: Id(1)] Candle Candle);
