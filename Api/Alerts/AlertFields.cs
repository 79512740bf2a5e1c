using System.ComponentModel.DataAnnotations;

namespace Tripline.Api.Alerts;

/// <summary>What a rule has besides symbol and condition, as requests write it.</summary>
public abstract record AlertFields
{
    /// <summary>How often it may fire; everyTime when absent or null.</summary>
    public AlertFrequency? Frequency { get; init; }

    /// <summary>Least market time between two triggers: a whole number and s, m, h or d, at most 366d; null: none.</summary>
    [RegularExpression("^[0-9]{1,9}[smhd]$")]
    public string? Cooldown { get; init; }

    /// <summary>How far the price must retreat before the alert can fire again, in the price's unit; null: 0.</summary>
    [Range(0, double.MaxValue)]
    public decimal? Rearm { get; init; }

    /// <summary>Market time at which the alert ends; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The user's name for it; null: none.</summary>
    [MaxLength(100)]
    public string? Name { get; init; }

    /// <summary>How much it matters; info when absent or null.</summary>
    public AlertSeverity? Severity { get; init; }

    /// <summary>Template of the trigger's message with {symbol}, {price}, {time}, {name} and {when}; {{ and }} stand
    /// for braces; null: none.</summary>
    [MaxLength(1000)]
    public string? Message { get; init; }
}
