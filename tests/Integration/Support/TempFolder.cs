namespace Tripline.Tests.Integration.Support;

/// <summary>A folder of its own that goes away with its owner.</summary>
public sealed class TempFolder : IDisposable
{
    public TempFolder(string? parent = null) =>
        Path = Directory.CreateDirectory(System.IO.Path.Combine(
            parent ?? System.IO.Path.GetTempPath(), $"tripline-{Guid.NewGuid():N}")).FullName;

    public string Path { get; }

    /// <summary>The path of something in the folder.</summary>
    public string Of(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A process that was just killed may still hold a file for a moment; the folder is the system's to clear.
        }
    }
}
