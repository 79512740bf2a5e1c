using Tripline.Runtime;

namespace Tripline.Api.Feeds;

/// <summary>All that a silo's clients watch and that the silo which it is sent to owns.</summary>
/// <param name="Symbols">Symbols whose quotes and candles are shown.</param>
/// <param name="Users">Users whose inboxes are listened to.</param>
[GenerateSerializer, Immutable, Alias("tripline.feed-interest")]
internal sealed record FeedInterest([property: Id(0)] string[] Symbols, [property: Id(1)] string[] Users)
{
    /// <summary>Nothing.</summary>
    public static FeedInterest None { get; } = new([], []);

    /// <summary>Whether it is nothing.</summary>
    public bool IsEmpty => Symbols.Length == 0 && Users.Length == 0;

    /// <summary>Whether it is the same, in the same order.</summary>
    public bool IsSame(FeedInterest other) =>
        Symbols.AsSpan().SequenceEqual(other.Symbols) && Users.AsSpan().SequenceEqual(other.Users);
}
