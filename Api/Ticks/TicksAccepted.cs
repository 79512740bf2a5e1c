namespace Tripline.Api.Ticks;

/// <summary>What became of posted ticks.</summary>
/// <param name="Accepted">How many are stored, durably.</param>
/// <param name="Rejected">Those that are no ticks, each with its first fault.</param>
/// <param name="Repeated">Those that came before, as source, sequence and id tell: they were stored then, or a later one
/// of their session was.</param>
public sealed record TicksAccepted(
    int Accepted, IReadOnlyList<TickRejection> Rejected, IReadOnlyList<TickRepeat> Repeated);
