using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Tripline.Api.Documentation;
using Tripline.Api.Problems;
using Tripline.Api.Requests;

namespace Tripline.Api.Ticks;

/// <summary>Takes ticks over HTTP.</summary>
internal static class TicksApi
{
    private const string Json = "application/json";
    private const string Ndjson = "application/x-ndjson";
    private static readonly TextParameter Source = new("source", "The source of ticks that name none.");

    /// <summary>Maps <c>/ticks</c>.</summary>
    public static void MapTicks(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/ticks", PostAsync)
            .WithTags("Ticks")
            .Describe("postTicks", "Ingest ticks", "One object, an array of them, or one a line "
                + "(application/x-ndjson), at most 100,000. 202 comes after the accepted ones are durable; the "
                + "rejected ones are listed with their place and first fault. When not a single one is accepted, the "
                + "answer is 400 and its errors are those faults. Malformed JSON rejects the whole request, but a "
                + "malformed line only itself. Send a `source` with `sequence` or `id` to make sending again safe: what came "
                + "before is not stored and named under `repeated`. Fields have the names of `Ticks:Fields` (`ts`, "
                + "`timestamp`, `qty`, `volume` among them), others are passed over, numbers may be quoted, times may be "
                + "seconds to nanoseconds since 1970, and ticks may stand in an envelope such as `{\"data\": [...]}`. The "
                + "body may be compressed (gzip, br).")
            .WithQuery(Source)
            .Accepts<TickRequest>(Json, Ndjson)
            .AcceptsAlsoArray()
            .WithBodyExample(Json, """
                {"symbol": "AAPL", "price": 168.26, "size": 100, "time": "2026-01-30T14:30:00.250Z"}
                """)
            .WithBodyExample(Ndjson, """
                {"symbol": "AAPL", "price": 168.26, "size": 100, "source": "feed-1", "sequence": 1}
                {"symbol": "MSFT", "price": 402.11, "size": 5, "source": "feed-1", "sequence": 2}
                """)
            .Produces<TicksAccepted>(StatusCodes.Status202Accepted)
            .ProducesProblems(400, 413, 415, 429, 503)
            .RequireRateLimiting(UploadLimit.Policy);

    private static async Task<Results<JsonHttpResult<TicksAccepted>, ProblemResult>> PostAsync(
        HttpContext context, TickIntake intake, IOptions<ApiOptions> options)
    {
        if (RequestBody.Refuse(context.Request, Json, Ndjson) is { } refused)
        {
            return refused;
        }

        var query = new QueryReader(context);
        var source = query.Source(Source) ?? "";
        if (query.Problem is { } wrong)
        {
            return wrong;
        }

        var (body, tooLarge) = await RequestBody.ReadAsync(context, options.Value.MaxBulkBytes);
        if (body is null)
        {
            return tooLarge!;
        }

        using var ticks = intake.Open(source);
        using (body)
        {
            if (Read(context.Request, ticks, body) is { } malformed)
            {
                return malformed;
            }
        }

        if (ticks.IsOverLimit)
        {
            return new ProblemResult(ProblemKind.BodyTooLarge.With(
                $"The limit of one request is {options.Value.MaxTicksPerRequest} ticks."));
        }

        if (ticks.Accepted.IsEmpty && ticks.Rejected.Count > 0)
        {
            return ProblemResult.Invalid(ticks.Rejected
                .Select(tick => new FieldError(tick.Field, tick.Reason, ticks.IsSingle ? null : tick.Index))
                .ToList());
        }

        await intake.StoreAsync(ticks);
        return TypedResults.Json(
            new TicksAccepted(ticks.Accepted.Length, ticks.Rejected, ticks.Repeated),
            statusCode: StatusCodes.Status202Accepted);
    }

    private static ProblemResult? Read(HttpRequest request, PostedTicks ticks, PooledBody body)
    {
        if (!request.ContentType!.StartsWith(Json, StringComparison.OrdinalIgnoreCase))
        {
            ticks.ReadLines(body.Bytes.Span);
            return null;
        }

        try
        {
            ticks.ReadJson(body.Bytes.Span);
            return null;
        }
        catch (JsonException malformed)
        {
            return JsonBody.Malformed(malformed);
        }
    }
}
