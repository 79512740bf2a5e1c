namespace Tripline;

/// <summary>One trade print of the market, as a source reports it.</summary>
/// <param name="Symbol">Upper-case symbol, 1 to 32 characters of <c>[A-Z0-9][A-Z0-9._:-]*</c>.</param>
/// <param name="Price">Positive and finite; parsed from decimal text of at most 15 significant digits, so that two
/// prices compare as their decimal texts do.</param>
/// <param name="Size">Traded quantity, zero or more.</param>
/// <param name="TimeMs">Event time in milliseconds since the Unix epoch, UTC.</param>
/// <param name="Source">Who reports it; null when the reporter does not number its ticks.</param>
/// <param name="Sequence">The reporter's own number of this tick, rising within <paramref name="Source"/>; ignored
/// where that is null.</param>
public readonly record struct Tick(
    string Symbol, double Price, double Size, long TimeMs, string? Source = null, long Sequence = 0);
