using System.IO.Compression;
using System.Security.Cryptography;

namespace Tripline.Api.Web;

/// <summary>One file of the dashboard, as it is embedded and compressed.</summary>
internal sealed class WebFile
{
    private readonly byte[] _content;
    private readonly Lazy<byte[]?> _gzipped;

    /// <summary>A file with its content.</summary>
    /// <param name="path">Its path on the site, without the first slash.</param>
    /// <param name="content">Its bytes.</param>
    public WebFile(string path, byte[] content)
    {
        _content = content;
        _gzipped = new(Gzip);
        MediaType = MediaTypeOf(path);
        ETag = $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12))}\"";

        // Vite puts a hash of the content into the names of everything below assets.
        IsImmutable = path.StartsWith("assets/", StringComparison.Ordinal);
    }

    /// <summary>Its media type.</summary>
    public string MediaType { get; }

    /// <summary>Its entity tag, from its content.</summary>
    public string ETag { get; }

    /// <summary>Whether its name changes with its content.</summary>
    public bool IsImmutable { get; }

    /// <summary>The bytes to send, and whether they are gzipped: where the reader takes that and it saves some.</summary>
    public (byte[] Bytes, bool IsGzipped) Read(bool takesGzip) =>
        takesGzip && _gzipped.Value is { } gzipped ? (gzipped, true) : (_content, false);

    private byte[]? Gzip()
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.SmallestSize))
        {
            gzip.Write(_content);
        }

        var gzipped = buffer.ToArray();
        return gzipped.Length < _content.Length ? gzipped : null;
    }

    private static string MediaTypeOf(string path) => Path.GetExtension(path) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".json" => "application/json",
        _ => "application/octet-stream",
    };
}
