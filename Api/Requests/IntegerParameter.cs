using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Tripline.Api.Requests;

/// <summary>A whole number within bounds.</summary>
internal sealed record IntegerParameter(string Name, string Description, long Minimum, long Maximum, long? Default)
    : QueryParameter(Name, Description)
{
    /// <inheritdoc/>
    public override OpenApiSchema Schema => new()
    {
        Type = JsonSchemaType.Integer,
        Format = "int64",
        Minimum = Minimum.ToString(),
        Maximum = Maximum.ToString(),
        Default = Default is { } value ? JsonValue.Create(value) : null,
    };
}
