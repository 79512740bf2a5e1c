namespace Tripline.Api.Ticks;

/// <summary>A tick that was not stored because it came before.</summary>
/// <param name="Index">Its place in the request, from 0: in the array, or its line.</param>
public sealed record TickRepeat(int Index);
