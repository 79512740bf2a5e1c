using Microsoft.AspNetCore.Http;
using Tripline.Api.Json;

namespace Tripline.Api.Problems;

/// <summary>Answers with a problem.</summary>
/// <param name="problem">The problem; its path is filled in.</param>
/// <param name="retryAfterSeconds">Value of the Retry-After header; null for none.</param>
internal sealed class ProblemResult(Problem problem, int? retryAfterSeconds = null) : IResult
{
    /// <summary>The problem.</summary>
    public Problem Problem => problem;

    /// <summary>Fields of the request are faulty.</summary>
    public static ProblemResult Invalid(IReadOnlyList<FieldError> errors) =>
        new(ProblemKind.InvalidFields.With(
            errors.Count == 1
                ? $"{errors[0].Field ?? "The item"}: {errors[0].Reason.TrimEnd('.')}."
                : $"{errors.Count} faults.",
            errors));

    /// <summary>One field of the request is faulty.</summary>
    public static ProblemResult Invalid(string field, string reason) => Invalid([new FieldError(field, reason)]);

    /// <summary>What was asked for does not exist.</summary>
    public static ProblemResult NotFound(string detail) => new(ProblemKind.NotFound.With(detail));

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = problem.Status;
        if (retryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString();
        }

        return response.WriteAsJsonAsync(
            problem with { Instance = httpContext.Request.Path },
            ApiJson.Outgoing.Problem,
            Problem.MediaType,
            httpContext.RequestAborted);
    }
}
