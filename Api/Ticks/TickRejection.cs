namespace Tripline.Api.Ticks;

/// <summary>Why a tick was not accepted.</summary>
/// <param name="Index">Its place in the request, from 0: in the array, or its line.</param>
/// <param name="Field">The faulty field; null for the whole item.</param>
/// <param name="Reason">What is wrong, for people.</param>
public sealed record TickRejection(int Index, string? Field, string Reason);
