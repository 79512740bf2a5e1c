using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Tripline.Grains.Symbols;

/// <summary>Limits of one symbol.</summary>
public sealed class SymbolOptions
{
    /// <summary>Rules that a symbol may have, finished and paused ones included; at least 1.</summary>
    [Description("Alerts that a symbol may have.")]
    [Range(1, 10_000_000)]
    public int MaxRules { get; set; } = 1_000_000;

    /// <summary>How far a tick's event time may be behind the newest; one that is further moves no signal, no candle and no
    /// last price.</summary>
    [Description("How late a tick may be; a later one moves no alert, candle or price.")]
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan Lateness { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Triggers that are made and handed to the inboxes at once; bounds the memory of a burst.</summary>
    [Description("Triggers of a symbol that are worked on at once.")]
    [Range(1, 1_000_000)]
    public int CrossingsInFlight { get; set; } = 4_096;
}
