using Microsoft.Extensions.Logging;
using Tripline.Streams.Log;

namespace Tripline.Grains.Partitions;

internal static partial class PartitionMessages
{
    /// <summary>Tells what of a run was passed over.</summary>
    public static void Tell(
        ILogger logger, int partition, IReadOnlyList<LogDamage> damaged, IReadOnlyList<long> unreadable)
    {
        foreach (var damage in damaged)
        {
            Damaged(logger, partition, damage.From, damage.Until, damage.Reason);
        }

        foreach (var offset in unreadable)
        {
            Unreadable(logger, partition, offset);
        }
    }

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

    [LoggerMessage(106, LogLevel.Error,
        "Partition {Partition}: the checkpoint needs the log from offset {Offset}, but it begins at {Begin}; the ticks in between are lost.")]
    public static partial void Gap(ILogger logger, int partition, long offset, long begin);

    [LoggerMessage(107, LogLevel.Debug,
        "Partition {Partition}: held with generation {Generation}, goes on at offset {Offset}; its log ends at {End}.")]
    public static partial void Started(ILogger logger, int partition, long generation, long offset, long end);

    [LoggerMessage(108, LogLevel.Warning,
        "Partition {Partition}: left without a checkpoint of its end; the last one stands. {Reason}")]
    public static partial void EndedEarly(ILogger logger, int partition, string reason);

    [LoggerMessage(109, LogLevel.Information, "Partition {Partition}: silo {Silo} takes it; leaving it.")]
    public static partial void Moves(ILogger logger, int partition, SiloAddress silo);

    [LoggerMessage(110, LogLevel.Debug,
        "Partition {Partition}: left at offset {Offset}; its last checkpoint is at {CheckpointOffset}.")]
    public static partial void Ended(ILogger logger, int partition, long offset, long checkpointOffset);
}
