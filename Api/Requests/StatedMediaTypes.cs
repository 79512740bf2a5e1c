using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Tripline.Api.Requests;

/// <summary>Has browsers take every answer for what it says that it is, and never for a page.</summary>
internal static class StatedMediaTypes
{
    /// <summary>Adds the header to all answers, also to those that an exception makes.</summary>
    public static void UseStatedMediaTypes(this IApplicationBuilder app) =>
        app.Use((context, next) =>
        {
            context.Response.OnStarting(
                static response =>
                {
                    ((HttpResponse)response).Headers.XContentTypeOptions = "nosniff";
                    return Task.CompletedTask;
                },
                context.Response);
            return next(context);
        });
}
