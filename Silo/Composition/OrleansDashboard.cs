using Orleans.Dashboard;

namespace Tripline.Silo.Composition;

/// <summary>Mounts Orleans' dashboard for operators, as one that changes nothing by being looked at.</summary>
internal static class OrleansDashboard
{
    /// <summary>Where it is.</summary>
    public const string Path = "/orleans";

    // Calls every method of a grain that could return its state, and activates grains that never were. Our page at /grains
    // and GET /api/v1/silo/grains/{type}/state show states.
    private const string GrainState = Path + "/GrainState";

    /// <summary>Has the silo measure its grains.</summary>
    public static void AddOrleansDashboard(this ISiloBuilder silo) =>
        // The trace is the silo's log, which whoever sees the dashboard need not see.
        silo.AddDashboard(static dashboard => dashboard.HideTrace = true);

    /// <summary>Maps its page and what that reads.</summary>
    public static void MapOrleansDashboard(this WebApplication app) =>
        ServiceCollectionExtensions.MapOrleansDashboard(app, Path)
            .ExcludeFromDescription()
            .AddEndpointFilter(static async (context, next) =>
                context.HttpContext.Request.Path.StartsWithSegments(GrainState, StringComparison.OrdinalIgnoreCase)
                    ? TypedResults.NotFound()
                    : await next(context));
}
