using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tripline.Api.Problems;

namespace Tripline.Api.Requests;

/// <summary>Reads a request body as one JSON value.</summary>
internal static class JsonBody
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    /// <summary>Reads the body.</summary>
    /// <param name="context">The request.</param>
    /// <param name="limitBytes">Most bytes.</param>
    /// <param name="mediaType">What else than <c>application/json</c> it may be called.</param>
    /// <returns>The document, its owner to dispose; or the problem.</returns>
    public static async ValueTask<(JsonBodyContent? Content, ProblemResult? Problem)> ReadAsync(
        HttpContext context, int limitBytes, string mediaType = "application/json")
    {
        if (RequestBody.Refuse(context.Request, mediaType, "application/json") is { } refused)
        {
            return (null, refused);
        }

        var (body, problem) = await RequestBody.ReadAsync(context, limitBytes);
        if (body is null)
        {
            return (null, problem);
        }

        try
        {
            return (new JsonBodyContent(body, JsonDocument.Parse(body.Bytes, Options)), null);
        }
        catch (JsonException malformed)
        {
            body.Dispose();
            return (null, Malformed(malformed));
        }
    }

    /// <summary>The problem that a text is no JSON, with the place of the fault.</summary>
    public static ProblemResult Malformed(JsonException exception)
    {
        var line = (exception.LineNumber ?? 0) + 1;
        var column = (exception.BytePositionInLine ?? 0) + 1;
        var reason = exception.Message.Split(" LineNumber:")[0];
        return new(ProblemKind.MalformedJson.With($"Line {line}, byte {column}: {reason}"));
    }
}
