using Microsoft.Extensions.Logging;

namespace Tripline.Storage.Embedded.Store;

internal static partial class StoreMessages
{
    [LoggerMessage(1, LogLevel.Information, "Opened the store in {Folder} in {Milliseconds} ms.")]
    public static partial void Opened(ILogger logger, string folder, long milliseconds);

    [LoggerMessage(5, LogLevel.Error, "The store cannot be written: {Reason}")]
    public static partial void Unwritable(ILogger logger, string reason, Exception exception);

    [LoggerMessage(6, LogLevel.Information, "The store can be written again.")]
    public static partial void Writable(ILogger logger);
}
