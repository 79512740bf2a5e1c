using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Tripline.Api.Documentation;
using Tripline.Api.Problems;
using Tripline.Api.Requests;

namespace Tripline.Api.Conditions;

/// <summary>Parses conditions for editors, so that the silo's grammar stays the only one.</summary>
internal static class ConditionsApi
{
    private const int MaxTexts = 100;
    private const int MaxText = 500;

    private static readonly FrozenSet<string> Known = FrozenSet.ToFrozenSet(["texts"]);

    /// <summary>Maps <c>/alerts/parse</c>.</summary>
    public static void MapConditions(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/alerts/parse", ParseAsync)
            .WithTags("Alerts")
            .Describe("parseConditions", "Parse conditions", "For each text of `when`: the column of an error and what "
                + "was expected there, where its levels stand, and how it may go on. Creates nothing.")
            .Accepts<ConditionRequest>("application/json")
            .WithBodyExample("application/json", """{"texts": ["price crosses above 168.25", "price cr"]}""")
            .Produces<ConditionList>()
            .ProducesProblems(400, 413, 415);

    private static async Task<Results<Ok<ConditionList>, ProblemResult>> ParseAsync(
        HttpContext context, IOptions<ApiOptions> options)
    {
        var (content, unreadable) = await JsonBody.ReadAsync(context, options.Value.MaxBodyBytes);
        if (content is null)
        {
            return unreadable!;
        }

        using (content)
        {
            var fields = new ObjectReader(content.Root, Known);
            var texts = ReadTexts(fields, content.Root);
            return texts is null
                ? ProblemResult.Invalid(fields.Errors)
                : TypedResults.Ok(new ConditionList(texts.ConvertAll(ConditionItem.Of)));
        }
    }

    private static List<string>? ReadTexts(ObjectReader fields, JsonElement root)
    {
        if (fields.Errors.Count > 0)
        {
            return null;
        }

        if (!fields.Has("texts")
            || root.GetProperty("texts") is not { ValueKind: JsonValueKind.Array } array
            || array.GetArrayLength() > MaxTexts)
        {
            fields.Add("texts", $"must be an array of at most {MaxTexts} texts");
            return null;
        }

        var texts = new List<string>();
        foreach (var element in array.EnumerateArray())
        {
            if (ReadText(element) is not { } text)
            {
                fields.Add(new FieldError(
                    "texts", $"must hold texts of at most {MaxText} characters", Index: texts.Count));
                return null;
            }

            texts.Add(text);
        }

        return texts;
    }

    private static string? ReadText(JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String && element.GetString() is { Length: <= MaxText } text ? text : null;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate or bytes that are not UTF-8.
            return null;
        }
    }
}
