using Tripline.Runtime;

namespace Tripline.Api.Feeds;

/// <summary>A user's inbox holds triggers up to a number.</summary>
[GenerateSerializer, Immutable, Alias("tripline.feed-growth")]
internal readonly record struct FeedGrowth([property: Id(0)] string User, [property: Id(1)] long LastNumber);
