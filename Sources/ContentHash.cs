using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tripline.Sources;

/// <summary>Short fingerprints that tell one source's content from another's; not a protection against malice.
/// </summary>
internal static class ContentHash
{
    private const int SampleBytes = 64 * 1024;

    /// <summary>Eight hexadecimal digits of the text.</summary>
    public static string OfText(string text) => Shorten(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Eight hexadecimal digits of a file's length, first and last bytes.</summary>
    public static string OfEnds(Stream file)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var sample = new byte[SampleBytes];
        hash.AppendData(Encoding.ASCII.GetBytes(file.Length.ToString(CultureInfo.InvariantCulture)));
        hash.AppendData(sample.AsSpan(0, file.ReadAtLeast(sample, sample.Length, throwOnEndOfStream: false)));
        file.Seek(Math.Max(0, file.Length - SampleBytes), SeekOrigin.Begin);
        hash.AppendData(sample.AsSpan(0, file.ReadAtLeast(sample, sample.Length, throwOnEndOfStream: false)));
        return Shorten(hash.GetHashAndReset());
    }

    private static string Shorten(byte[] hash) => Convert.ToHexStringLower(hash.AsSpan(0, 4));
}
