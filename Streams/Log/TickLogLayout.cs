using System.Text.Json;
using Tripline.Storage.Embedded.Disk;

namespace Tripline.Streams.Log;

/// <summary>What is fixed at the log's first start, kept in the file <c>layout.json</c> of its folder.</summary>
internal sealed record TickLogLayout(int Version, int Partitions, long SegmentBytes)
{
    private const int CurrentVersion = 1;
    private const string FileName = "layout.json";

    /// <summary>Reads the layout, or writes it at the first start, and checks it against the options.</summary>
    /// <exception cref="InvalidDataException">The options do not match what the log was made with.</exception>
    public static TickLogLayout Settle(TickLogOptions options)
    {
        Directory.CreateDirectory(options.Path);
        var path = Path.Combine(options.Path, FileName);
        if (!File.Exists(path))
        {
            var layout = new TickLogLayout(CurrentVersion, options.Partitions, options.SegmentBytes);
            layout.Write(path, options.Path);
            return layout;
        }

        var found = JsonSerializer.Deserialize<TickLogLayout>(File.ReadAllBytes(path))
            ?? throw new InvalidDataException($"{path} is empty. Restore it, or remove {options.Path} to start a new log.");
        if (found.Version != CurrentVersion)
        {
            throw new InvalidDataException(
                $"The tick log in {options.Path} is of version {found.Version}; this program reads version "
                + $"{CurrentVersion}. Use the program that wrote it.");
        }

        if (found.Partitions != options.Partitions)
        {
            throw new InvalidDataException(
                $"The tick log in {options.Path} was made with {found.Partitions} partitions, but {options.Partitions} "
                + "are configured; the number cannot change because it decides where each symbol's ticks are. "
                + $"Configure {found.Partitions} partitions, or choose another data folder to start a new log.");
        }

        return found;
    }

    private void Write(string path, string folder)
    {
        var draft = path + ".new";
        using (var handle = File.OpenHandle(draft, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(handle, JsonSerializer.SerializeToUtf8Bytes(this), 0);
            DiskSync.File(handle);
        }

        File.Move(draft, path, overwrite: true);
        DiskSync.Folder(folder);
    }
}
