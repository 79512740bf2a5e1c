using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tripline.Api.Documentation;
using Tripline.Api.Problems;
using Tripline.Api.Requests;

namespace Tripline.Api.Silo;

/// <summary>Shows what the silo is doing.</summary>
internal static class SiloApi
{
    /// <summary>Maps <c>/silo</c> and <c>/silos</c>.</summary>
    public static void MapSilo(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/silo", Get)
            .WithTags("Silo")
            .Describe("getSilo", "Get the silo's state", "Sources, partitions of the tick log, and grain statistics.")
            .WithQuery()
            .Produces<SiloAnswer>()
            .ProducesProblems(400);
        routes.MapGet("/silos", ListAsync)
            .WithTags("Silo")
            .Describe("listSilos", "List all silos", "Each with its state and the partitions that it owns; this one "
                + "first. A silo that does not answer comes with the reason.")
            .WithQuery()
            .Produces<SiloList>()
            .ProducesProblems(400, 503);
    }

    /// <summary>Maps <c>/health</c> and <c>/ready</c>.</summary>
    /// <param name="routes">Where.</param>
    /// <param name="suffix">Added to the operations' names, so that they stay unique.</param>
    public static void MapHealth(this IEndpointRouteBuilder routes, string suffix)
    {
        routes.MapGet("/health", () => TypedResults.Ok(new HealthAnswer("ok")))
            .WithTags("Silo")
            .Describe($"getHealth{suffix}", "Is the process alive?", "200 as long as it answers at all.");
        routes.MapGet("/ready", GetReady)
            .WithTags("Silo")
            .Describe($"getReady{suffix}", "Should the silo get work?", "503 with the reasons while it should not: "
                + "it catches up with the log after a start, or its storage takes no writes.")
            .Produces<HealthAnswer>()
            .ProducesProblems(503);
    }

    private static Results<Ok<SiloAnswer>, ProblemResult> Get(HttpContext context, ISiloReport report) =>
        new QueryReader(context).Problem is { } problem ? problem : TypedResults.Ok(report.Read());

    private static async Task<Results<Ok<SiloList>, ProblemResult>> ListAsync(HttpContext context, ISiloCluster silos) =>
        new QueryReader(context).Problem is { } problem
            ? problem
            : TypedResults.Ok(await silos.ReadAsync(context.RequestAborted));

    private static Results<Ok<HealthAnswer>, ProblemResult> GetReady(ISiloMonitor monitor)
    {
        var obstacles = monitor.ReadObstacles();
        return obstacles.Count == 0
            ? TypedResults.Ok(new HealthAnswer("ready"))
            : new ProblemResult(ProblemKind.NotReady.With(string.Join(' ', obstacles)), retryAfterSeconds: 1);
    }
}
