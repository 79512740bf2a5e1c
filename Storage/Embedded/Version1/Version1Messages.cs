using Microsoft.Extensions.Logging;

namespace Tripline.Storage.Embedded.Version1;

internal static partial class Version1Messages
{
    [LoggerMessage(11, LogLevel.Information, "Converting the store of an older version: file {File}, {Left} more after it.")]
    public static partial void Converting(ILogger logger, string file, long left);

    [LoggerMessage(12, LogLevel.Warning,
        "Damaged bytes in the older store's log from address {From} to {To}; going on after them.")]
    public static partial void Damaged(ILogger logger, long from, long to);

    [LoggerMessage(13, LogLevel.Information, "Converted the store of an older version: {Changes} changes.")]
    public static partial void Converted(ILogger logger, long changes);
}
