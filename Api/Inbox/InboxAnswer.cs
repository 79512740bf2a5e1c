namespace Tripline.Api.Inbox;

/// <summary>How an inbox stands.</summary>
/// <param name="LastNumber">The highest number of a trigger; 0 when there is none.</param>
/// <param name="UnreadCount">Triggers that were not read.</param>
/// <param name="Read">The numbers that were read, as rising ranges that do not touch.</param>
public sealed record InboxAnswer(long LastNumber, long UnreadCount, IReadOnlyList<NumberRange> Read);
