using System.Buffers;
using System.Collections.Frozen;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Tripline.Api.Problems;

namespace Tripline.Api.Requests;

/// <summary>Reads request bodies within a limit.</summary>
internal static class RequestBody
{
    private static readonly FrozenSet<string> Encodings = FrozenSet.ToFrozenSet(
        ["", "identity", "gzip", "x-gzip", "br", "deflate"], StringComparer.OrdinalIgnoreCase);

    private const int FirstBytes = 64 * 1024;

    /// <summary>Says what keeps a body from being read as one of some media types; null when nothing does.</summary>
    public static ProblemResult? Refuse(HttpRequest request, params ReadOnlySpan<string> mediaTypes)
    {
        var isKnown = false;
        if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            foreach (var mediaType in mediaTypes)
            {
                isKnown |= type.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase);
            }

            isKnown &= !type.Charset.HasValue
                || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
                || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase);
        }

        if (!isKnown)
        {
            return new(ProblemKind.UnsupportedMediaType.With(
                $"Send Content-Type: {string.Join(" or ", mediaTypes.ToArray())}, in UTF-8."));
        }

        return Encodings.Contains(request.Headers.ContentEncoding.ToString())
            ? null
            : new(ProblemKind.UnsupportedMediaType.With("Send the body with Content-Encoding gzip, br or deflate, or none."));
    }

    /// <summary>Reads the body to its end.</summary>
    /// <returns>The body, or the problem that it is longer than <paramref name="limitBytes"/>.</returns>
    public static async ValueTask<(PooledBody? Body, ProblemResult? Problem)> ReadAsync(
        HttpContext context, int limitBytes)
    {
        var request = context.Request;
        if (request.ContentLength > limitBytes)
        {
            return (null, TooLarge(limitBytes));
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            // Counted here, where the answer can name the limit.
            feature.MaxRequestBodySize = null;
        }

        // What is announced need not come: the memory grows with what is there.
        var first = (int)Math.Min(request.ContentLength + 1 ?? FirstBytes, FirstBytes);
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(first, 256));
        var length = 0;
        await using var content = Decompress(request);
        try
        {
            int read;
            while ((read = await content.ReadAsync(buffer.AsMemory(length), context.RequestAborted)) > 0)
            {
                length += read;
                if (length > limitBytes)
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                    return (null, TooLarge(limitBytes));
                }

                if (length == buffer.Length)
                {
                    buffer = Grow(buffer, length);
                }
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or InvalidOperationException)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            return (null, new(ProblemKind.MalformedJson.With("The body is not compressed as its Content-Encoding says.")));
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }

        return (new PooledBody(buffer, length), null);
    }

    private static Stream Decompress(HttpRequest request) =>
        request.Headers.ContentEncoding.ToString().ToUpperInvariant() switch
        {
            "GZIP" or "X-GZIP" => new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true),
            "BR" => new BrotliStream(request.Body, CompressionMode.Decompress, leaveOpen: true),
            "DEFLATE" => new ZLibStream(request.Body, CompressionMode.Decompress, leaveOpen: true),
            _ => request.Body,
        };

    private static byte[] Grow(byte[] buffer, int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent(checked(buffer.Length * 2));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private static ProblemResult TooLarge(int limitBytes) =>
        new(ProblemKind.BodyTooLarge.With($"The limit of this request's body is {limitBytes} bytes."));
}
