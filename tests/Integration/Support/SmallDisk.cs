using System.Diagnostics;

namespace Tripline.Tests.Integration.Support;

/// <summary>A small file system in memory, mounted for as long as it has an owner, which can be filled to the last
/// byte. Mounting needs root.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly TempFolder _mountPoint = new();

    private SmallDisk()
    {
    }

    public string Path => _mountPoint.Path;

    private string FillerPath => _mountPoint.Of("filler");

    /// <summary>Mounts one of so many bytes; null where that is not allowed.</summary>
    public static SmallDisk? TryMount(long bytes)
    {
        var disk = new SmallDisk();
        if (OperatingSystem.IsLinux()
            && Run("mount", "-t", "tmpfs", "-o", $"size={bytes}", "tripline-test", disk.Path))
        {
            return disk;
        }

        disk._mountPoint.Dispose();
        return null;
    }

    /// <summary>Takes all room that is left.</summary>
    public void Fill()
    {
        var block = new byte[1 << 16];
        using var filler = new FileStream(FillerPath, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        for (var size = block.Length; size > 0;)
        {
            try
            {
                filler.Write(block.AsSpan(0, size));
            }
            catch (IOException)
            {
                size /= 2;
            }
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Empty() => File.Delete(FillerPath);

    public void Dispose()
    {
        // Lazily, for a process that was just killed may hold a file for a moment longer.
        Run("umount", "-l", Path);
        _mountPoint.Dispose();
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
