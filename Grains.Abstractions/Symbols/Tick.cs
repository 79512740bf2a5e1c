namespace Tripline;

/// <summary>One trade print of the market, as a source reports it.</summary>
/// <param name="Symbol">Upper-case symbol, 1 to 64 printable ASCII characters.</param>
/// <param name="Price">Positive and finite; parsed from decimal text of at most 15 significant digits, so that two
/// prices compare as their decimal texts do.</param>
/// <param name="Size">Traded quantity, zero or more.</param>
/// <param name="TimeMs">Event time in milliseconds since the Unix epoch, UTC.</param>
/// <param name="Source">Who reports it; null when the reporter does not tell its ticks apart.</param>
/// <param name="Sequence">The reporter's own number of this tick, rising within <paramref name="Source"/>, symbol and
/// <paramref name="Session"/>; <see cref="NoSequence"/> where it has none, ignored where the source is null.</param>
/// <param name="Session">Within which the sequence rises; null for the one that has no name.</param>
/// <param name="Id">By which the reporter tells this tick of the symbol from others, in any order; zero: by nothing.
/// It is the 128-bit hash of what the reporter calls it.</param>
public readonly record struct Tick(
    string Symbol,
    double Price,
    double Size,
    long TimeMs,
    string? Source = null,
    long Sequence = 0,
    string? Session = null,
    UInt128 Id = default)
{
    /// <summary>The sequence of a tick that has none.</summary>
    public const long NoSequence = -1;

    /// <summary>Whether it can be told that this tick came before.</summary>
    public bool IsNumbered => Source is not null || Id != default;
}
