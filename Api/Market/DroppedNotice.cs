namespace Tripline.Api.Market;

/// <summary>The silo is about to close a connection.</summary>
/// <param name="Reason">Why, for people.</param>
public sealed record DroppedNotice(string Reason);
