using System.Text.Json.Serialization;

namespace Tripline.Api.Problems;

/// <summary>What is wrong with one field of a request.</summary>
/// <param name="Field">The field's name; a query parameter's or path part's likewise; null for the whole item.</param>
/// <param name="Reason">What is wrong, for people.</param>
/// <param name="Index">The item within a batch, from 0; absent outside of batches.</param>
/// <param name="Column">Where in the field's text the fault is, from 1; only for texts with a grammar.</param>
/// <param name="Expected">What could stand at that column; only for texts with a grammar.</param>
public sealed record FieldError(
    string? Field,
    string Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Index = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Column = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Expected = null);
