namespace Tripline.Api.Ticks;

/// <summary>What became of posted ticks.</summary>
/// <param name="Accepted">How many are stored, durably.</param>
/// <param name="Rejected">The others, each with its first fault.</param>
public sealed record TicksAccepted(int Accepted, IReadOnlyList<TickRejection> Rejected);
