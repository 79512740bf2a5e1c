using Tripline.Sources.Text;
using Microsoft.OpenApi;

namespace Tripline.Api.Requests;

/// <summary>A text, perhaps of a known format.</summary>
internal sealed record TextParameter(string Name, string Description, string? Format = null, string? Pattern = null)
    : QueryParameter(Name, Description)
{
    /// <summary>A symbol's name.</summary>
    public static TextParameter Symbol(string description) =>
        new("symbol", description, Pattern: SymbolName.Pattern);

    /// <summary>Where a page starts.</summary>
    public static readonly TextParameter Cursor =
        new("cursor", "The `next` of the page before; absent for the first page.");

    /// <inheritdoc/>
    public override OpenApiSchema Schema =>
        new() { Type = JsonSchemaType.String, Format = Format, Pattern = Pattern };
}
