namespace Tripline.Api.Inbox;

/// <summary>Which triggers were read: either some numbers, or all up to one.</summary>
/// <param name="Numbers">Numbers of triggers, at most 1,000.</param>
/// <param name="UpTo">The highest of the numbers that were read, all lower ones with it.</param>
public sealed record ReadRequest(IReadOnlyList<long>? Numbers = null, long? UpTo = null);
