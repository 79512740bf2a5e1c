using System.Text.Json;
using Tripline.Storage.Embedded.Disk;
using Tripline.Storage.Embedded.Version1;

namespace Tripline.Storage.Embedded;

/// <summary>The file that says in which form a data folder is written, so that an older version does not misread a newer
/// one's data.</summary>
internal static class DataFolderFormat
{
    private const int Known = 2;
    private const string FileName = "format.json";

    /// <summary>Checks the folder's form, or writes it down when the folder is new.</summary>
    /// <exception cref="IOException">The folder was written in a form that this version does not know.</exception>
    public static void Check(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            Write(folder, path, Version1Conversion.HasOldStore(folder) ? 1 : Known);
            return;
        }

        int format;
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            format = json.RootElement.GetProperty("format").GetInt32();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new IOException(
                $"{path} cannot be read ({e.Message}); it should say {{\"format\": {Known}}}.", e);
        }

        if (format > Known)
        {
            throw new IOException(
                $"The data folder {folder} has format {format}, written by a newer version; this version reads up to "
                + $"format {Known}. Start the newer version, or choose another folder.");
        }
    }

    /// <summary>Writes down that the folder is in the form that this version writes.</summary>
    public static void MarkKnown(string folder) => Write(folder, Path.Combine(folder, FileName), Known);

    private static void Write(string folder, string path, int format)
    {
        var draft = path + ".new";
        using (var file = File.OpenHandle(draft, FileMode.Create, FileAccess.ReadWrite))
        {
            RandomAccess.Write(file, JsonSerializer.SerializeToUtf8Bytes(new { format }), 0);
            DiskSync.File(file);
        }

        File.Move(draft, path, overwrite: true);
        DiskSync.Folder(folder);
    }
}
