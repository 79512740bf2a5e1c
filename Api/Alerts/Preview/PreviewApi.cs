using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Tripline.Api.Documentation;
using Tripline.Api.Problems;
using Tripline.Api.Requests;
using Tripline.Sources;

namespace Tripline.Api.Alerts.Preview;

/// <summary>Answers when an alert would have fired, without creating it.</summary>
internal static class PreviewApi
{
    private const string Example = """
        {"symbol": "AAPL", "when": "price crosses above 168.25", "cooldown": "60s", "rearm": 0.05}
        """;

    /// <summary>Maps <c>/alerts/preview</c>.</summary>
    public static void MapPreview(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/alerts/preview", RunAsync)
            .WithTags("Alerts")
            .Describe("previewAlert", "Try an alert on the past", "Folds the rule over the ticks that the log still "
                + "holds, and over one-minute candles before them, and answers when it would have fired. Bounded in "
                + "time; end the request to cancel the run. Creates nothing.")
            .Accepts<AlertRequest>("application/json")
            .WithBodyExample("application/json", Example)
            .Produces<PreviewAnswer>()
            .ProducesProblems(400, 413, 415, 503);

    private static async Task<Results<Ok<PreviewAnswer>, ProblemResult>> RunAsync(
        HttpContext context, PreviewRun run, MarketRules markets, IOptions<ApiOptions> options)
    {
        var (content, unreadable) = await JsonBody.ReadAsync(context, options.Value.MaxBodyBytes);
        if (content is null)
        {
            return unreadable!;
        }

        using (content)
        {
            var rule = AlertRuleReader.Read(content.Root, ownSymbol: null, markets, out var errors);
            return rule is null
                ? ProblemResult.Invalid(errors)
                : TypedResults.Ok(await run.RunAsync(rule, context.RequestAborted));
        }
    }
}
