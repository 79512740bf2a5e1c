namespace Tripline.Storage.Embedded;

/// <summary>A data folder that belongs to this process, and whose form this version knows, until it is let go.</summary>
public sealed class DataFolder : IDisposable
{
    private readonly DataFolderLock _lock;

    private DataFolder(DataFolderLock folderLock) => _lock = folderLock;

    /// <summary>Takes the folder, which is made when missing.</summary>
    /// <exception cref="IOException">The folder is in use, of a newer format, or cannot be read or written; the message
    /// says what to do.</exception>
    public static DataFolder Open(string path)
    {
        var folderLock = DataFolderLock.Acquire(path);
        try
        {
            DataFolderFormat.Check(Path.GetFullPath(path));
            return new DataFolder(folderLock);
        }
        catch
        {
            folderLock.Dispose();
            throw;
        }
    }

    /// <summary>Lets the folder go.</summary>
    public void Dispose() => _lock.Dispose();
}
