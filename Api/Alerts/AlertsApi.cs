using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Tripline.Api.Documentation;
using Tripline.Api.Problems;
using Tripline.Api.Requests;

namespace Tripline.Api.Alerts;

/// <summary>Creates, lists and shows alerts.</summary>
internal static class AlertsApi
{
    private const string Example = """
        {"symbol": "AAPL", "when": "price crosses above 168.25", "frequency": "everyTime", "cooldown": "60s",
         "rearm": 0.05, "name": "AAPL breaks out", "severity": "warning", "message": "{symbol} at {price}"}
        """;

    private static readonly IntegerParameter Limit = new("limit", "Most alerts in the answer.", 1, 1_000, 100);
    private static readonly TextParameter Symbol = TextParameter.Symbol("Only alerts on this symbol.");
    private static readonly AlertStatus[] Statuses =
        [AlertStatus.Armed, AlertStatus.Cooling, AlertStatus.Triggered, AlertStatus.Paused, AlertStatus.Expired];

    private static readonly ChoiceParameter Status = new(
        "status", "Only alerts in this state.",
        [.. Statuses.Select(status => JsonNamingPolicy.CamelCase.ConvertName(status.ToString()))]);


    /// <summary>Maps <c>/alerts</c>.</summary>
    public static void MapAlerts(this IEndpointRouteBuilder routes)
    {
        var alerts = routes.MapGroup("/alerts").WithTags("Alerts");
        alerts.MapPost("/", CreateAsync)
            .Describe("createAlert", "Create an alert", "The alert is armed before the answer is sent: a tick that "
                + "is ingested after the answer is tested against it.")
            .Accepts<AlertRequest>("application/json")
            .WithBodyExample("application/json", Example)
            .Produces<Alert>(StatusCodes.Status201Created)
            .WithETag(StatusCodes.Status201Created)
            .WithAnswerHeader(StatusCodes.Status201Created, "Location", "Path of the new alert.")
            .ProducesProblems(400, 409, 413, 415, 503);
        alerts.MapPost("/bulk", CreateManyAsync)
            .Describe("createAlerts", "Create many alerts", "Takes an array of up to 10,000 alerts. Each is created "
                + "or refused by itself; the answer is 200 with one entry for each, in the order of the request.")
            .Accepts<AlertRequest[]>("application/json")
            .WithBodyExample("application/json", $"[{Example}]")
            .Produces<BulkAnswer>()
            .ProducesProblems(400, 413, 415, 429, 503)
            .RequireRateLimiting(UploadLimit.Policy);
        alerts.MapGet("/", ListAsync)
            .Describe("listAlerts", "List alerts", "In the order of symbol and id. A page may be short although more "
                + "follow; go on until `next` is null.")
            .WithQuery(Symbol, Status, Limit, TextParameter.Cursor)
            .Produces<AlertPage>()
            .ProducesProblems(400);
        alerts.MapGet("/{id}", GetAsync)
            .Describe("getAlert", "Get an alert", "Its version is the ETag; counts and status change without it.")
            .Produces<Alert>()
            .WithETag()
            .ProducesProblems(404);
        alerts.MapAlertChanges(Example);
    }

    private static async Task<Results<Created<Alert>, ProblemResult>> CreateAsync(
        HttpContext context, AlertCreation creation, IOptions<ApiOptions> options)
    {
        var (content, unreadable) = await JsonBody.ReadAsync(context, options.Value.MaxBodyBytes);
        if (content is null)
        {
            return unreadable!;
        }

        using (content)
        {
            var (alert, problem) = await creation.CreateAsync(content.Root);
            if (alert is null)
            {
                return problem!;
            }

            context.Response.Headers.ETag = IfMatch.Tag(alert.Version);
            return TypedResults.Created($"{TriplineApi.Root}/alerts/{alert.Id}", alert);
        }
    }

    private static async Task<Results<Ok<BulkAnswer>, ProblemResult>> CreateManyAsync(
        HttpContext context, AlertCreation creation, IOptions<ApiOptions> options)
    {
        var (content, unreadable) = await JsonBody.ReadAsync(context, options.Value.MaxBulkBytes);
        if (content is null)
        {
            return unreadable!;
        }

        using (content)
        {
            var max = options.Value.MaxAlertsPerRequest;
            if (content.Root.ValueKind != System.Text.Json.JsonValueKind.Array)
            {
                return new ProblemResult(ProblemKind.InvalidFields.With("The body must be an array of alerts."));
            }

            return content.Root.GetArrayLength() <= max
                ? TypedResults.Ok(await creation.CreateManyAsync(
                    content.Root, options.Value.BulkConcurrency, context.RequestAborted))
                : new ProblemResult(ProblemKind.BodyTooLarge.With($"The limit of one request is {max} alerts."));
        }
    }

    private static async Task<Results<Ok<AlertPage>, ProblemResult>> ListAsync(
        HttpContext context, AlertListing listing)
    {
        var query = new QueryReader(context);
        var symbol = query.Symbol(Symbol);
        AlertStatus? status = query.Choice(Status) is { } choice ? Statuses[choice] : null;
        var limit = (int)query.Integer(Limit);
        AlertPlace? after = null;
        if (query.Cursor(AlertPlace.CursorParts) is { } parts && !AlertPlace.TryRead(parts, out after))
        {
            query.Add(TextParameter.Cursor, "must be the next of another page");
        }

        if (query.Problem is { } problem)
        {
            return problem;
        }

        var (alerts, next) = await listing.ListAsync(symbol, status, after, limit);
        return TypedResults.Ok(new AlertPage(alerts, next?.ToCursor()));
    }

    private static async Task<Results<Ok<Alert>, ProblemResult>> GetAsync(
        HttpContext context, string id, AlertReferences references)
    {
        var grain = await references.FindAsync(id, context.RequestAborted);
        if (grain is null || await grain.Get() is not { } state)
        {
            return AlertReferences.NotFound(id);
        }

        context.Response.Headers.ETag = IfMatch.Tag(state.Version);
        return TypedResults.Ok(Alert.From(state));
    }
}
