using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Tripline.Api.Problems;

namespace Tripline.Api.Alerts;

/// <summary>The If-Match header: which versions of an alert the caller wants to change.</summary>
/// <param name="Versions">The versions; null for any.</param>
internal readonly record struct IfMatch(IReadOnlyList<int>? Versions)
{
    private const int MaxTags = 20;

    /// <summary>Reads the header.</summary>
    /// <returns>False when it is there but is no list of entity tags.</returns>
    public static bool TryRead(HttpRequest request, out IfMatch ifMatch)
    {
        ifMatch = default;
        var header = request.Headers.IfMatch;
        if (header.Count == 0)
        {
            return true;
        }

        if (!EntityTagHeaderValue.TryParseStrictList(header!, out var tags) || tags.Count > MaxTags)
        {
            return false;
        }

        if (tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any)))
        {
            return true;
        }

        var versions = new List<int>();
        foreach (var tag in tags)
        {
            // A weak tag never matches here, nor does one that this API cannot have given.
            if (!tag.IsWeak && int.TryParse(
                tag.Tag.AsSpan(1, tag.Tag.Length - 2),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var version))
            {
                versions.Add(version);
            }
        }

        ifMatch = new IfMatch(versions);
        return true;
    }

    /// <summary>The header is no list of entity tags.</summary>
    public static ProblemResult Malformed() =>
        ProblemResult.Invalid("If-Match", "must be * or entity tags in double quotes, like \"1\"");

    /// <summary>The entity tag of a version.</summary>
    public static string Tag(int version) => $"\"{version}\"";
}
