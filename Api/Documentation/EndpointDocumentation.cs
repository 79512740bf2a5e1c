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
            .WithETag(StatusCodes.Status412PreconditionFailed)
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
            if (status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
            {
                endpoint.WithAnswerHeader(
                    status, "Retry-After", "Seconds after which to try again, where that is known.", JsonSchemaType.Integer);
            }
        }

        return endpoint;
    }

    /// <summary>Declares that an answer carries the alert's version as its ETag.</summary>
    public static RouteHandlerBuilder WithETag(this RouteHandlerBuilder endpoint, int status = StatusCodes.Status200OK) =>
        endpoint.WithAnswerHeader(status, "ETag", "The alert's version, for If-Match.");

    /// <summary>Declares a header of an answer.</summary>
    public static RouteHandlerBuilder WithAnswerHeader(
        this RouteHandlerBuilder endpoint,
        int status,
        string name,
        string description,
        JsonSchemaType type = JsonSchemaType.String) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            if (operation.Responses?.TryGetValue(status.ToString(), out var answer) == true
                && answer is OpenApiResponse response)
            {
                response.Headers ??= new Dictionary<string, IOpenApiHeader>();
                response.Headers[name] = new OpenApiHeader
                {
                    Description = description,
                    Schema = new OpenApiSchema { Type = type },
                };
            }

            return Task.CompletedTask;
        });

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
