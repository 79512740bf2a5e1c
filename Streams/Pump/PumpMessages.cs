using Microsoft.Extensions.Logging;

namespace Tripline.Streams.Pump;

internal static partial class PumpMessages
{
    [LoggerMessage(101, LogLevel.Warning,
        "Partition {Partition}: the log is damaged from offset {From} to {Until} and was read on after it. {Reason}")]
    public static partial void Damaged(ILogger logger, int partition, long from, long until, string reason);

    [LoggerMessage(102, LogLevel.Warning,
        "Partition {Partition}: the record at offset {Offset} is of a version or form that this program does not know; passed over.")]
    public static partial void Unreadable(ILogger logger, int partition, long offset);

    [LoggerMessage(103, LogLevel.Error,
        "Partition {Partition}: {Count} symbols did not take their ticks; delivering them again in {Delay}.")]
    public static partial void DeliveryFailed(ILogger logger, int partition, int count, TimeSpan delay, Exception? exception);

    [LoggerMessage(104, LogLevel.Error,
        "Partition {Partition}: no checkpoint could be written; trying again in {Delay}.")]
    public static partial void CheckpointFailed(ILogger logger, int partition, TimeSpan delay, Exception exception);

    [LoggerMessage(105, LogLevel.Error,
        "Partition {Partition}: the log cannot be read at offset {Offset}; trying again in {Delay}.")]
    public static partial void ReadFailed(ILogger logger, int partition, long offset, TimeSpan delay, Exception exception);

    [LoggerMessage(106, LogLevel.Error,
        "Partition {Partition}: the checkpoint needs the log from offset {Offset}, but it begins at {Begin}; the ticks in between are lost.")]
    public static partial void Gap(ILogger logger, int partition, long offset, long begin);

    [LoggerMessage(107, LogLevel.Debug,
        "Partition {Partition}: the pump goes on at offset {Offset}; its log ends at {End}.")]
    public static partial void Started(ILogger logger, int partition, long offset, long end);

    [LoggerMessage(108, LogLevel.Critical, "Partition {Partition}: the pump stopped.")]
    public static partial void Stopped(ILogger logger, int partition, Exception exception);

    [LoggerMessage(109, LogLevel.Warning,
        "Partition {Partition}: another silo has taken it since this one held generation {Generation}; its pump stopped without a checkpoint. {Reason}")]
    public static partial void Stale(ILogger logger, int partition, long generation, string reason);

    [LoggerMessage(110, LogLevel.Debug,
        "Partition {Partition}: the pump ended at offset {Offset}; its last checkpoint is at {CheckpointOffset}.")]
    public static partial void Ended(ILogger logger, int partition, long offset, long checkpointOffset);
}
