using System.ComponentModel.DataAnnotations;
using Tripline.Sources.Text;

namespace Tripline.Api.Alerts;

/// <summary>What a user asks to be watched.</summary>
public sealed record AlertRequest
{
    /// <summary>The symbol; lower case is raised.</summary>
    [RegularExpression(SymbolName.Pattern)]
    public required string Symbol { get; init; }

    /// <summary>The condition: `price crosses above 168.25`, `price crosses below X`, `price crosses X`, price compared
    /// with a number by one of the four signs of order, `price enters L..H`, `price exits L..H`.</summary>
    [MaxLength(500)]
    public required string When { get; init; }

    /// <summary>How often it may fire; everyTime when absent.</summary>
    public AlertFrequency? Frequency { get; init; }

    /// <summary>Least market time between two triggers: a whole number and s, m, h or d, at most 366d.</summary>
    [RegularExpression("^[0-9]{1,9}[smhd]$")]
    public string? Cooldown { get; init; }

    /// <summary>How far the price must retreat before the alert can fire again, in the price's unit.</summary>
    [Range(0, double.MaxValue)]
    public decimal? Rearm { get; init; }

    /// <summary>Market time at which the alert ends.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The user's name for it.</summary>
    [MaxLength(100)]
    public string? Name { get; init; }

    /// <summary>How much it matters; info when absent.</summary>
    public AlertSeverity? Severity { get; init; }

    /// <summary>Template of the trigger's message with {symbol}, {price}, {time}, {name} and {when}; {{ and }} stand
    /// for braces.</summary>
    [MaxLength(1000)]
    public string? Message { get; init; }
}
