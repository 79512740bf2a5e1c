using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tripline.Api.Problems;

namespace Tripline.Api.Requests;

/// <summary>Lets a silo stop in time. The web server waits for all that it serves, and SignalR closes only the hub
/// connections that it has when the silo is told to stop: a client that comes back at once would hold it up until the
/// host's own bound. So no new hub connections are taken from then on, and what is still under way after
/// <see cref="StopTime"/> is cut off.</summary>
internal static class StopGate
{
    /// <summary>How long requests and hub connections have to end by themselves.</summary>
    internal static readonly TimeSpan StopTime = TimeSpan.FromSeconds(5);

    /// <summary>Adds the gate.</summary>
    public static void UseStopGate(this IApplicationBuilder app)
    {
        var lifetime = app.ApplicationServices.GetRequiredService<IHostApplicationLifetime>();
        var source = new CancellationTokenSource();
        var cutOff = source.Token;
        lifetime.ApplicationStopping.Register(() => source.CancelAfter(StopTime));
        lifetime.ApplicationStopped.Register(source.Dispose);
        app.Use(async (context, next) =>
        {
            if (IsRefused(context.Request, lifetime.ApplicationStopping, cutOff))
            {
                context.Response.Headers.Connection = "close";
                await new ProblemResult(ProblemKind.NotReady.With("The silo is stopping."), 1).ExecuteAsync(context);
                return;
            }

            using var end = cutOff.UnsafeRegister(static request => ((HttpContext)request!).Abort(), context);
            await next(context);
        });
    }

    // The rest of the API answers while the silo gives its partitions to others.
    private static bool IsRefused(HttpRequest request, CancellationToken stopping, CancellationToken cutOff) =>
        cutOff.IsCancellationRequested
        || (stopping.IsCancellationRequested
            && request.Path.StartsWithSegments(TriplineApi.HubPath, StringComparison.OrdinalIgnoreCase));
}
