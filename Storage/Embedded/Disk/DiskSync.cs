using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tripline.Storage.Embedded.Disk;

/// <summary>Forces written data onto the disk. FASTER's own devices never do.</summary>
public static partial class DiskSync
{
    private const int Interrupted = 4;
    private const int OpenDirectoryReadOnly = 0x10000;

    /// <summary>Returns once a file's data, and its length where that is needed to read them, are on disk.</summary>
    /// <exception cref="IOException">The disk refused; what was not on disk before may be lost.</exception>
    public static void File(SafeFileHandle handle)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(handle);
            return;
        }

        while (FlushData(handle) != 0)
        {
            ThrowUnlessInterrupted("A file");
        }
    }

    /// <summary>Returns once the names of a folder's files are on disk. Does nothing where the system has no such
    /// call.</summary>
    /// <exception cref="IOException">The folder cannot be opened or the disk refused.</exception>
    public static void Folder(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var descriptor = Open(path, OpenDirectoryReadOnly);
        if (descriptor < 0)
        {
            throw Failure(path, Marshal.GetLastPInvokeError());
        }

        try
        {
            while (FlushAll(descriptor) != 0)
            {
                ThrowUnlessInterrupted(path);
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static void ThrowUnlessInterrupted(string what)
    {
        var error = Marshal.GetLastPInvokeError();
        if (error != Interrupted)
        {
            throw Failure(what, error);
        }
    }

    private static IOException Failure(string what, int error) =>
        new($"{what} cannot be forced to disk: {Marshal.GetPInvokeErrorMessage(error)}.");

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int FlushData(SafeFileHandle handle);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int FlushAll(int descriptor);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Close(int descriptor);
}
