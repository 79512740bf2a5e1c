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

    /// <summary>Mounts it. Its own routes are made when somebody first looks: it compresses its pages then, which would be a
    /// third of a silo's start.</summary>
    public static void MapOrleansDashboard(this WebApplication app)
    {
        var pages = new Lazy<RequestDelegate>(() => Build(app.Services));
        app.Map(Path + "/{**page}", context =>
        {
            // Found anew, among its own routes.
            context.SetEndpoint(null);
            context.Request.RouteValues.Clear();
            return pages.Value(context);
        }).ExcludeFromDescription();
    }

    /// <summary>Maps its page and what that reads.</summary>
    internal static void MapPages(IEndpointRouteBuilder endpoints) =>
        ServiceCollectionExtensions.MapOrleansDashboard(endpoints, Path)
            .ExcludeFromDescription()
            .AddEndpointFilter(static async (context, next) =>
                context.HttpContext.Request.Path.StartsWithSegments(GrainState, StringComparison.OrdinalIgnoreCase)
                    ? TypedResults.NotFound()
                    : await next(context));

    private static RequestDelegate Build(IServiceProvider services)
    {
        var pages = new ApplicationBuilder(services);
        pages.UseRouting();
        pages.UseEndpoints(MapPages);
        return pages.Build();
    }
}
