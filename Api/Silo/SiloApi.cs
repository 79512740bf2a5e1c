using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tripline.Api.Documentation;
using Tripline.Api.Problems;
using Tripline.Api.Requests;
using Tripline.Sources;

namespace Tripline.Api.Silo;

/// <summary>Shows what the silo is doing.</summary>
internal static class SiloApi
{
    /// <summary>Maps <c>/silo</c>.</summary>
    public static void MapSilo(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/silo", Get)
            .WithTags("Silo")
            .Describe("getSilo", "Get the silo's state", "Sources, partitions of the tick log, and grain statistics.")
            .WithQuery()
            .Produces<SiloAnswer>()
            .ProducesProblems(400);

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

    private static Results<Ok<SiloAnswer>, ProblemResult> Get(
        HttpContext context, SiloStart start, ISiloMonitor monitor, IEnumerable<ITickSource> sources)
    {
        if (new QueryReader(context).Problem is { } problem)
        {
            return problem;
        }

        return TypedResults.Ok(new SiloAnswer(
            start.Version,
            start.At,
            Math.Round(start.Uptime.TotalSeconds, 3),
            sources.Select(ToItem).ToList(),
            monitor.ReadPartitions(),
            monitor.ReadGrains()));
    }

    private static Results<Ok<HealthAnswer>, ProblemResult> GetReady(ISiloMonitor monitor)
    {
        var obstacles = monitor.ReadObstacles();
        return obstacles.Count == 0
            ? TypedResults.Ok(new HealthAnswer("ready"))
            : new ProblemResult(ProblemKind.NotReady.With(string.Join(' ', obstacles)), retryAfterSeconds: 1);
    }

    private static SourceItem ToItem(ITickSource source)
    {
        var status = source.Status;
        return new SourceItem(source.Name, status.State, status.TickCount, status.SkippedCount, status.Detail);
    }
}
