using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tripline.Api.Documentation;
using Tripline.Api.Problems;
using Tripline.Api.Requests;

namespace Tripline.Api.Market;

/// <summary>Shows the market at a glance.</summary>
internal static class MarketSummaryApi
{
    /// <summary>Maps <c>/market-summary</c>.</summary>
    public static void MapMarketSummary(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/market-summary", GetAsync)
            .WithTags("Symbols")
            .Describe("getMarketSummary", "Get the market at a glance", "At most a second old.")
            .WithQuery()
            .Produces<MarketSummary>()
            .ProducesProblems(400);

    private static async Task<Results<Ok<MarketSummary>, ProblemResult>> GetAsync(
        HttpContext context, MarketOverview overview) =>
        new QueryReader(context).Problem is { } problem ? problem : TypedResults.Ok(await overview.GetAsync());
}
