namespace Tripline.Grains.Symbols;

/// <summary>Limits of one symbol.</summary>
public sealed class SymbolOptions
{
    /// <summary>Rules that a symbol may have, finished and paused ones included; at least 1.</summary>
    public int MaxRules { get; set; } = 1_000_000;

    /// <summary>How far a tick's event time may be behind the newest and still count in its candle.</summary>
    public TimeSpan Lateness { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Triggers that are made and handed to the inboxes at once; bounds the memory of a burst.</summary>
    public int CrossingsInFlight { get; set; } = 4_096;
}
