using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Tripline.Api.Documentation;

/// <summary>The OpenAPI document and the page that shows it.</summary>
internal static class ApiDocument
{
    private const string Description = """
        Tripline watches markets: state a condition on a symbol, and get a trigger the moment it holds.

        Errors are `application/problem+json` (RFC 9457) with one entry of `errors` for each faulty field. Times are
        RFC 3339 in UTC with milliseconds. Unknown fields and query parameters are refused.

        Live data comes over the SignalR hub `/hubs/market` (JSON protocol). Call `WatchTriggers(after)`: missed
        triggers first, then new ones, in number order, as `trigger`; `WatchSymbols(symbols)` and
        `UnwatchSymbols(symbols)`: `quote` (at most 10 a second a symbol) and `candle`. A client that does not keep up
        gets `dropped` with the reason and is disconnected.
        """;

    /// <summary>Adds the document.</summary>
    public static void AddApiDocument(this IServiceCollection services) =>
        services.AddOpenApi("v1", options =>
        {
            options.CreateSchemaReferenceId = type =>
            {
                var name = Microsoft.AspNetCore.OpenApi.OpenApiOptions.CreateDefaultSchemaReferenceId(type);
                return name is not null && name.EndsWith("Item", StringComparison.Ordinal) ? name[..^4] : name;
            };
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo { Title = "Tripline", Version = "v1", Description = Description };

                // Whoever reads the document knows where it came from.
                document.Servers?.Clear();
                SchemaRepair.Finish(document);
                return Task.CompletedTask;
            });
            options.AddSchemaTransformer(static (schema, context, _) =>
            {
                SchemaRepair.GiveType(schema, context.JsonTypeInfo.Type);
                return Task.CompletedTask;
            });
        });

    /// <summary>Maps <c>/openapi/v1.json</c> and <c>/docs</c>.</summary>
    public static void MapApiDocument(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = "docs";
            page.DocumentTitle = "Tripline API";
            page.SwaggerEndpoint("/openapi/v1.json", "v1");
        });
    }
}
