namespace Tripline.Bench.Harness;

/// <summary>Copies a prepared data folder, so that every run starts from the same state.</summary>
public static class FolderCopy
{
    /// <summary>Copies all files of a folder, with those in folders below it.</summary>
    public static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }
}
