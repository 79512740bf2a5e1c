using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Tripline.Api.Requests;

/// <summary>One of some words.</summary>
internal sealed record ChoiceParameter(
    string Name, string Description, IReadOnlyList<string> Choices, string? Default = null)
    : QueryParameter(Name, Description)
{
    /// <inheritdoc/>
    public override OpenApiSchema Schema => new()
    {
        Type = JsonSchemaType.String,
        Enum = [.. Choices.Select(choice => (JsonNode)JsonValue.Create(choice))],
        Default = Default is { } value ? JsonValue.Create(value) : null,
    };
}
