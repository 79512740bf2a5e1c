using System.Globalization;

namespace Tripline.Storage.Embedded;

/// <summary>Keeps a data folder to one process, until disposed or the process ends in whatever way.</summary>
public sealed class DataFolderLock : IDisposable
{
    private const string LockName = "lock";
    private const string OwnerName = "lock.owner";
    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    /// <summary>Takes the folder, which is made when missing.</summary>
    /// <exception cref="IOException">Another process has it, or it cannot be written; the message says which.</exception>
    public static DataFolderLock Acquire(string path)
    {
        var folder = Path.GetFullPath(path);
        FileStream file;
        try
        {
            Directory.CreateDirectory(folder);
            file = new FileStream(
                Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(
                $"The data folder {folder} cannot be written: {e.Message} Make it writable or choose another one.", e);
        }
        catch (IOException e) when (File.Exists(Path.Combine(folder, LockName)))
        {
            throw new IOException(
                $"The data folder {folder} is in use by {Owner(folder)}; end it first or choose another folder. "
                + $"({e.Message})",
                e);
        }

        try
        {
            File.WriteAllText(
                Path.Combine(folder, OwnerName), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            // On a full disk the folder is ours all the same; only a second process would not learn by whom it is held.
        }

        return new DataFolderLock(file);
    }

    /// <summary>Lets the folder go.</summary>
    public void Dispose() => _file.Dispose();

    private static string Owner(string folder)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(folder, OwnerName));
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var process)
                ? string.Create(CultureInfo.InvariantCulture, $"process {process}")
                : "another process";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "another process";
        }
    }
}
