using Microsoft.Extensions.Logging;

namespace Tripline.Storage.Embedded.Log;

internal static partial class LogMessages
{
    [LoggerMessage(1, LogLevel.Information,
        "Opened the store in {Folder}: {Keys} keys in {LiveMiB} MiB of {TotalMiB} MiB, read in {Milliseconds} ms.")]
    public static partial void Opened(
        ILogger logger, string folder, long keys, long liveMiB, long totalMiB, long milliseconds);

    [LoggerMessage(2, LogLevel.Warning,
        "Damaged bytes in the store's log from address {From} to {To} (file {File}); going on after them.")]
    public static partial void Damaged(ILogger logger, long from, long to, string file);

    [LoggerMessage(3, LogLevel.Warning,
        "Dropped a write of several records at address {Address} of the store's log: it is not complete ({Records} found).")]
    public static partial void IncompleteBatch(ILogger logger, long address, int records);

    [LoggerMessage(4, LogLevel.Warning, "File {File} of the store's log is missing.")]
    public static partial void MissingFile(ILogger logger, string file);

    [LoggerMessage(5, LogLevel.Error, "The store cannot be written: {Reason}")]
    public static partial void Unwritable(ILogger logger, string reason, Exception exception);

    [LoggerMessage(6, LogLevel.Information, "The store can be written again.")]
    public static partial void Writable(ILogger logger);

    [LoggerMessage(7, LogLevel.Debug, "Compacted the store's log up to address {Address}, {Copied} bytes copied.")]
    public static partial void Compacted(ILogger logger, long address, long copied);

    [LoggerMessage(8, LogLevel.Warning, "Compaction of the store's log stopped and is tried again later: {Reason}")]
    public static partial void CompactionStopped(ILogger logger, string reason);
}
