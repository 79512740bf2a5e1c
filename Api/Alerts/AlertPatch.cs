using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tripline.Api.Alerts;

/// <summary>What of an alert's rule is to change; what is absent stays as it is.</summary>
public sealed record AlertPatch : AlertFields
{
    private static readonly string[] Fields =
        ["symbol", "when", "frequency", "cooldown", "rearm", "expiresAt", "name", "severity", "message"];

    /// <summary>The condition.</summary>
    [MaxLength(500)]
    public string? When { get; init; }

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
