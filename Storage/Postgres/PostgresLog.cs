using Microsoft.Extensions.Logging;

namespace Tripline.Storage.Postgres;

/// <summary>What the storage logs.</summary>
internal static partial class PostgresLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Applied migration {Version} ({Name})")]
    public static partial void Migrated(ILogger logger, int version, string name);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Dropped {Partitions} partitions of history beyond their retention")]
    public static partial void HistoryDropped(ILogger logger, long partitions);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "History beyond its retention could not be dropped; it is tried again")]
    public static partial void RetentionFailed(ILogger logger, Exception error);
}
