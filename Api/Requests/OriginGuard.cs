using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Tripline.Api.Problems;

namespace Tripline.Api.Requests;

/// <summary>Refuses calls that a browser makes for a web page of another origin: a silo on loopback has no other guard
/// against the pages that its user opens, and WebSockets know no cross-origin rules.</summary>
internal static class OriginGuard
{
    /// <summary>Adds the guard.</summary>
    public static void UseOriginGuard(this IApplicationBuilder app)
    {
        var allowed = app.ApplicationServices.GetRequiredService<IOptions<ApiOptions>>().Value.AllowedOrigins;
        app.Use((context, next) => IsForeign(context.Request, allowed)
            ? new ProblemResult(ProblemKind.ForeignOrigin.With("Add it to Api:AllowedOrigins to let it."))
                .ExecuteAsync(context)
            : next(context));
    }

    private static bool IsForeign(HttpRequest request, IList<string> allowed)
    {
        string? origin = request.Headers.Origin;
        if (string.IsNullOrEmpty(origin) || allowed.Contains(origin, StringComparer.OrdinalIgnoreCase))
        {
            return false;
        }

        return !Uri.TryCreate(origin, UriKind.Absolute, out var page)
            || !string.Equals(page.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
