using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tripline.Api.Alerts;

/// <summary>What of an alert's rule is to change; see <see cref="AlertRequest"/> for the fields.</summary>
public sealed record AlertPatch
{
    private static readonly string[] Fields =
        ["symbol", "when", "frequency", "cooldown", "rearm", "expiresAt", "name", "severity", "message"];

    /// <summary>The condition.</summary>
    [MaxLength(500)]
    public string? When { get; init; }

    /// <summary>How often it may fire; null: everyTime.</summary>
    public AlertFrequency? Frequency { get; init; }

    /// <summary>Least market time between two triggers; null: none.</summary>
    [RegularExpression("^[0-9]{1,9}[smhd]$")]
    public string? Cooldown { get; init; }

    /// <summary>How far the price must retreat before the alert can fire again; null: 0.</summary>
    [Range(0, double.MaxValue)]
    public decimal? Rearm { get; init; }

    /// <summary>Market time at which the alert ends; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The user's name for it; null: none.</summary>
    [MaxLength(100)]
    public string? Name { get; init; }

    /// <summary>How much it matters; null: info.</summary>
    public AlertSeverity? Severity { get; init; }

    /// <summary>Template of the trigger's message; null: none.</summary>
    [MaxLength(1000)]
    public string? Message { get; init; }

    /// <summary>The whole request that a patch makes of an alert as it is; the patch itself where it is no object.</summary>
    internal static JsonElement Merge(AlertState state, JsonElement patch, JsonSerializerOptions json)
    {
        if (patch.ValueKind != JsonValueKind.Object)
        {
            return patch;
        }

        var shown = JsonSerializer.SerializeToNode(Alert.From(state), json)!.AsObject();
        var whole = new JsonObject();
        foreach (var field in Fields)
        {
            whole[field] = shown[field]?.DeepClone();
        }

        foreach (var field in patch.EnumerateObject())
        {
            whole[field.Name] = JsonNode.Parse(field.Value.GetRawText());
        }

        return JsonSerializer.SerializeToElement(whole);
    }
}
