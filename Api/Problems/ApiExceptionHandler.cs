using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using Tripline.Storage;

namespace Tripline.Api.Problems;

/// <summary>Turns what a handler throws into a problem.</summary>
internal sealed partial class ApiExceptionHandler(ILogger<ApiExceptionHandler> logger) : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            return true;
        }

        var result = Translate(exception);
        if (result.Problem.Status >= StatusCodes.Status500InternalServerError)
        {
            LogFailed(exception, httpContext.Request.Method, httpContext.Request.Path);
        }

        await result.ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>The problem that an exception is to the caller.</summary>
    internal static ProblemResult Translate(Exception exception) => exception switch
    {
        BadHttpRequestException bad => new(ProblemKind.ForStatus(bad.StatusCode).With(bad.Message)),
        JsonException json => new(ProblemKind.MalformedJson.With(json.Message)),
        RuleLimitException limit => new(ProblemKind.LimitReached.With(limit.Message)),
        InconsistentStateException => new(
            ProblemKind.Conflict.With("It changed while this request was at work; try again."), 1),
        PartitionLeftException unavailable => new(ProblemKind.NotReady.With(unavailable.Message), 1),
        StaleOwnerException => new(
            ProblemKind.NotReady.With(
                "What this request changes moved to another silo meanwhile; nothing of the last step was stored. Try "
                + "again."),
            1),
        // Orleans puts what a store of grain states throws into one of its own.
        OrleansException { InnerException: { } inner } => Translate(inner),
        OrleansMessageRejectionException => new(
            ProblemKind.NotReady.With("The silo that serves this is gone or stopping; another one takes over."), 1),
        TimeoutException timeout => new(ProblemKind.Timeout.With(timeout.Message), 1),
        IOException io => new(ProblemKind.StorageUnavailable.With(io.Message), 1),
        OperationCanceledException or ObjectDisposedException => new(
            ProblemKind.NotReady.With("The silo is stopping."), 1),
        _ => new(ProblemKind.InternalError.With("The silo's log has the details.")),
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private partial void LogFailed(Exception exception, string method, string path);
}
