namespace Tripline;

/// <summary>What tells a tick from the others of its symbol.</summary>
/// <param name="Symbol">Its symbol.</param>
/// <param name="Source">Who reports it; null for nobody in particular.</param>
/// <param name="Session">Within which the sequence rises; null for the one without a name.</param>
/// <param name="Sequence">Its sequence; <see cref="Tick.NoSequence"/> when it has none.</param>
/// <param name="Id">Its id; zero when it has none.</param>
/// <param name="TimeMs">Its event time, epoch milliseconds.</param>
[GenerateSerializer, Immutable, Alias("tripline.numbered-tick")]
public readonly record struct NumberedTick(
    [property: Id(0)] string Symbol,
    [property: Id(1)] string? Source,
    [property: Id(2)] string? Session,
    [property: Id(3)] long Sequence,
    [property: Id(4)] UInt128 Id,
    [property: Id(5)] long TimeMs);
