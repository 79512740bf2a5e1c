using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tripline.Api.Documentation;
using Tripline.Api.Problems;
using Tripline.Api.Requests;

namespace Tripline.Api.Silo;

/// <summary>Shows single grains and ends their activations.</summary>
internal static class GrainsApi
{
    private const int MaxText = 300;

    private static readonly TextParameter Type = new("type", "Only grains of this type.");
    private static readonly TextParameter Silo = new("silo", "Only grains of the silo with this id; see /silos.");
    private static readonly TextParameter Key = new("key", "The grain's key.");
    private static readonly IntegerParameter Limit = new("limit", "Most grains in the answer.", 1, 1_000, 20);

    /// <summary>Maps <c>/silo/grains</c>.</summary>
    public static void MapGrains(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/silo/grains").WithTags("Silo");
        group.MapGet("/", ListAsync)
            .Describe("listGrains", "List activated grains", "Those with most calls first, of all silos or of one.")
            .WithQuery(Silo, Type, Limit)
            .Produces<GrainList>()
            .ProducesProblems(400, 404);
        group.MapGet("/{type}/state", InspectAsync)
            .Describe("inspectGrain", "Look into a grain", "Its state as JSON, for people; the shape may change.")
            .WithQuery(Key)
            .Produces<GrainView>()
            .ProducesProblems(400, 404);
        group.MapPost("/{type}/deactivate", DeactivateAsync)
            .Describe("deactivateGrain", "Deactivate a grain", "Its present work ends first; the next call activates it "
                + "again from what is stored.")
            .WithQuery(Key)
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblems(400, 404);
    }

    private static async Task<Results<Ok<GrainList>, ProblemResult>> ListAsync(HttpContext context, ISiloCluster silos)
    {
        var query = new QueryReader(context);
        var silo = query.Text(Silo, MaxText);
        var type = query.Text(Type, MaxText);
        var limit = (int)query.Integer(Limit);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        return await silos.ListGrainsAsync(silo, type, limit, context.RequestAborted) is { } list
            ? TypedResults.Ok(list)
            : ProblemResult.NotFound($"There is no silo {silo}; see GET /silos.");
    }

    private static async Task<Results<Ok<GrainView>, ProblemResult>> InspectAsync(
        HttpContext context, string type, ISiloCluster silos)
    {
        var query = new QueryReader(context);
        var key = query.Text(Key, MaxText);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        return key is not null && await silos.InspectAsync(type, key, context.RequestAborted) is { } view
            ? TypedResults.Ok(view)
            : NotFound(type, key);
    }

    private static async Task<Results<NoContent, ProblemResult>> DeactivateAsync(
        HttpContext context, string type, ISiloCluster silos)
    {
        var query = new QueryReader(context);
        var key = query.Text(Key, MaxText);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        return key is not null && await silos.DeactivateAsync(type, key, context.RequestAborted)
            ? TypedResults.NoContent()
            : NotFound(type, key);
    }

    private static ProblemResult NotFound(string type, string? key) =>
        ProblemResult.NotFound($"There is no grain {type} with the key '{key}' to look at; see GET /silo/grains.");
}
