using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;
using Tripline.Api.Problems;
using Tripline.Api.Requests;

namespace Tripline.Api.Documentation;

/// <summary>Says in the OpenAPI document what an endpoint takes and answers.</summary>
internal static class EndpointDocumentation
{
    /// <summary>Names and describes the operation.</summary>
    public static RouteHandlerBuilder Describe(
        this RouteHandlerBuilder endpoint, string name, string summary, string description) =>
        endpoint.WithName(name).WithSummary(summary).WithDescription(description);

    /// <summary>Declares the query parameters; others are refused.</summary>
    public static RouteHandlerBuilder WithQuery(
        this RouteHandlerBuilder endpoint, params QueryParameter[] parameters) =>
        endpoint.WithMetadata(new QueryParameters(parameters)).AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            foreach (var parameter in parameters)
            {
                operation.Parameters.Add(new OpenApiParameter
                {
                    Name = parameter.Name,
                    In = ParameterLocation.Query,
                    Description = parameter.Description,
                    Schema = parameter.Schema,
                });
            }

            return Task.CompletedTask;
        });

    /// <summary>Declares the If-Match header.</summary>
    public static RouteHandlerBuilder WithIfMatch(this RouteHandlerBuilder endpoint) =>
        endpoint.ProducesProblems(StatusCodes.Status412PreconditionFailed)
            .AddOpenApiOperationTransformer((operation, _, _) =>
            {
                operation.Parameters ??= [];
                operation.Parameters.Add(new OpenApiParameter
                {
                    Name = "If-Match",
                    In = ParameterLocation.Header,
                    Description = "The ETag of the version to change; another version gives 412. `*` or absent: any.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                    Example = JsonValue.Create("\"1\""),
                });
                return Task.CompletedTask;
            });

    /// <summary>Declares answers that are problems.</summary>
    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses)
        {
            endpoint.Produces<Problem>(status, Problem.MediaType);
        }

        return endpoint;
    }

    /// <summary>Says that the JSON body may also be an array of what was declared.</summary>
    public static RouteHandlerBuilder AcceptsAlsoArray(this RouteHandlerBuilder endpoint) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            if (operation.RequestBody?.Content?.TryGetValue("application/json", out var content) == true
                && content is OpenApiMediaType { Schema: { } one } media)
            {
                var many = new OpenApiSchema { Type = JsonSchemaType.Array, Items = one };
                media.Schema = new OpenApiSchema { OneOf = [one, many] };
            }

            return Task.CompletedTask;
        });

    /// <summary>Gives an example of the request body.</summary>
    public static RouteHandlerBuilder WithBodyExample(
        this RouteHandlerBuilder endpoint, string mediaType, string json) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            if (operation.RequestBody?.Content?.TryGetValue(mediaType, out var content) == true
                && content is OpenApiMediaType media)
            {
                media.Example = mediaType == "application/json" ? JsonNode.Parse(json) : JsonValue.Create(json);
            }

            return Task.CompletedTask;
        });
}
