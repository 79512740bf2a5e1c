using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tripline.Api.Documentation;
using Tripline.Api.Problems;
using Tripline.Api.Requests;
using Tripline.Storage.Triggers;

namespace Tripline.Api.Triggers;

/// <summary>Shows triggers in the inbox's order.</summary>
internal static class TriggersApi
{
    private static readonly TextParameter AlertId = new("alertId", "Only triggers of this alert.", Format: "uuid");
    private static readonly TextParameter Symbol = TextParameter.Symbol("Only triggers of this symbol.");
    private static readonly IntegerParameter After =
        new("after", "Only triggers with a greater number.", 0, long.MaxValue, 0);

    private static readonly IntegerParameter Limit = new("limit", "Most triggers in the answer.", 1, 1_000, 100);

    /// <summary>Maps <c>/triggers</c>.</summary>
    public static void MapTriggers(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/triggers", ListAsync)
            .WithTags("Triggers")
            .Describe("listTriggers", "List triggers", "In the order of their numbers: 1, 2, 3 … without gaps.")
            .WithQuery(AlertId, Symbol, After, Limit)
            .Produces<TriggerPage>()
            .ProducesProblems(400);

    private static async Task<Results<Ok<TriggerPage>, ProblemResult>> ListAsync(
        HttpContext context, ITriggerHistory history)
    {
        var query = new QueryReader(context);
        var alertId = query.Id(AlertId);
        var symbol = query.Symbol(Symbol);
        var after = query.Integer(After);
        var limit = (int)query.Integer(Limit);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var triggers = await history.ReadAsync(
            new TriggerQuery(IInboxGrain.LocalUser, after, limit + 1, symbol, alertId), context.RequestAborted);
        var items = triggers.Take(limit).Select(TriggerItem.From).ToList();
        return TypedResults.Ok(new TriggerPage(items, triggers.Count > limit ? items[^1].Number : null));
    }
}
