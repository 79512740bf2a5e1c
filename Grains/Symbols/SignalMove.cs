namespace Tripline.Grains.Symbols;

/// <summary>A signal's step from one tick to the next.</summary>
/// <param name="HasPrevious">False at the first tick.</param>
/// <param name="Previous">The value before.</param>
/// <param name="Current">The value now.</param>
/// <param name="TimeMs">Event time of the tick, epoch milliseconds.</param>
internal readonly record struct SignalMove(bool HasPrevious, double Previous, double Current, long TimeMs);
