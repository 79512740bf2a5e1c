using System.IO.Compression;
using System.Text;

namespace Tripline.Tests.Unit.Sources;

/// <summary>A file of rows in a temporary folder.</summary>
internal sealed class TickFileOnDisk : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tripline-replay-");

    public TickFileOnDisk(string content, string name = "trades.csv")
    {
        Path = System.IO.Path.Combine(_folder.FullName, name);
        using var file = File.Create(Path);
        using Stream target = name.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(file, CompressionLevel.Fastest)
            : file;
        target.Write(Encoding.UTF8.GetBytes(content));
    }

    public string Path { get; }

    public static string Rows(int count) => string.Concat(Enumerable.Range(0, count)
        .Select(n => $"{1_000 + n},{(n % 3 == 0 ? "spy" : "IBM")},{100 + (n % 50)}.25,{n % 7}\n"));

    public void Dispose() => _folder.Delete(recursive: true);
}
