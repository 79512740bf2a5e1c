namespace Tripline.Tests.Integration.Api;

/// <summary>A request that was made up.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">Path and query.</param>
/// <param name="Body">The body; null for none.</param>
/// <param name="MediaType">Its Content-Type; null for none.</param>
/// <param name="IfMatch">Its If-Match; null for none.</param>
public sealed record GarbageRequest(string Method, string Path, byte[]? Body, string? MediaType, string? IfMatch)
{
    /// <summary>The request, for the server at that address.</summary>
    public HttpRequestMessage ToMessage(Uri server)
    {
        var message = new HttpRequestMessage(new HttpMethod(Method), new Uri(server, Path));
        if (Body is not null)
        {
            message.Content = new ByteArrayContent(Body);
            if (MediaType is not null)
            {
                message.Content.Headers.TryAddWithoutValidation("Content-Type", MediaType);
            }
        }

        if (IfMatch is not null)
        {
            message.Headers.TryAddWithoutValidation("If-Match", IfMatch);
        }

        return message;
    }

    /// <summary>The request in a line, for a failure's message.</summary>
    public override string ToString() =>
        $"{Method} {Path} {MediaType} {(Body is null ? "-" : Convert.ToBase64String(Body[..Math.Min(Body.Length, 300)]))}";
}
