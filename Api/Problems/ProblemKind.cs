using Microsoft.AspNetCore.Http;

namespace Tripline.Api.Problems;

/// <summary>A kind of problem: its stable name, its title, its status.</summary>
internal sealed record ProblemKind(string Name, string Title, int Status)
{
    public static readonly ProblemKind InvalidFields =
        new("invalid-fields", "Fields of the request are not valid.", StatusCodes.Status400BadRequest);

    public static readonly ProblemKind MalformedJson =
        new("malformed-json", "The body is not JSON.", StatusCodes.Status400BadRequest);

    public static readonly ProblemKind BadRequest =
        new("bad-request", "The request cannot be understood.", StatusCodes.Status400BadRequest);

    public static readonly ProblemKind ForeignOrigin =
        new("foreign-origin", "Web pages of that origin may not call this silo.", StatusCodes.Status403Forbidden);

    public static readonly ProblemKind NotFound =
        new("not-found", "There is no such thing.", StatusCodes.Status404NotFound);

    public static readonly ProblemKind MethodNotAllowed =
        new("method-not-allowed", "The method is not allowed here.", StatusCodes.Status405MethodNotAllowed);

    public static readonly ProblemKind Conflict =
        new("conflict", "The thing was changed by somebody else.", StatusCodes.Status409Conflict);

    public static readonly ProblemKind LimitReached =
        new("limit-reached", "A limit is reached.", StatusCodes.Status409Conflict);

    public static readonly ProblemKind StaleVersion =
        new("stale-version", "The alert has another version by now.", StatusCodes.Status412PreconditionFailed);

    public static readonly ProblemKind BodyTooLarge =
        new("body-too-large", "The body is too large.", StatusCodes.Status413PayloadTooLarge);

    public static readonly ProblemKind UnsupportedMediaType =
        new("unsupported-media-type", "The body's type is not supported.", StatusCodes.Status415UnsupportedMediaType);

    public static readonly ProblemKind TooManyRequests =
        new("too-many-requests", "Too many requests at the same time.", StatusCodes.Status429TooManyRequests);

    public static readonly ProblemKind InternalError =
        new("internal-error", "The silo failed to do this.", StatusCodes.Status500InternalServerError);

    public static readonly ProblemKind NotReady =
        new("not-ready", "The silo is not ready.", StatusCodes.Status503ServiceUnavailable);

    public static readonly ProblemKind StorageUnavailable =
        new("storage-unavailable", "Storage takes no writes now.", StatusCodes.Status503ServiceUnavailable);

    public static readonly ProblemKind Timeout =
        new("timeout", "The silo did not answer in time.", StatusCodes.Status504GatewayTimeout);

    /// <summary>The kind that fits a bare status best.</summary>
    public static ProblemKind ForStatus(int status) => status switch
    {
        StatusCodes.Status404NotFound => NotFound,
        StatusCodes.Status405MethodNotAllowed => MethodNotAllowed,
        StatusCodes.Status413PayloadTooLarge => BodyTooLarge,
        StatusCodes.Status415UnsupportedMediaType => UnsupportedMediaType,
        StatusCodes.Status429TooManyRequests => TooManyRequests,
        >= 500 => InternalError with { Status = status },
        _ => BadRequest with { Status = status },
    };

    /// <summary>A problem of this kind.</summary>
    public Problem With(string? detail, IReadOnlyList<FieldError>? errors = null) =>
        new($"urn:tripline:problem:{Name}", Title, Status, detail, null, errors ?? []);
}
