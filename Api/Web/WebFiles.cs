using System.Reflection;

namespace Tripline.Api.Web;

/// <summary>The dashboard's files, embedded in this assembly by the build; none when it was built without them.</summary>
internal static class WebFiles
{
    /// <summary>What the build puts before the path of each file.</summary>
    public const string Prefix = "web/";

    /// <summary>The files by their paths on the site, without the first slash.</summary>
    public static IReadOnlyDictionary<string, WebFile> ReadFrom(Assembly assembly) =>
        assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(
                name => name[Prefix.Length..],
                name => new WebFile(name[Prefix.Length..], Read(assembly, name)),
                StringComparer.Ordinal);

    private static byte[] Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
