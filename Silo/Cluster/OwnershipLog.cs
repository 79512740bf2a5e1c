namespace Tripline.Silo.Cluster;

internal static partial class OwnershipLog
{
    [LoggerMessage(LogLevel.Information, "Partition {Partition}: taken with generation {Generation}")]
    public static partial void Taken(ILogger logger, int partition, long generation);

    [LoggerMessage(LogLevel.Information, "Partition {Partition}: served, {Elapsed} after its assignment")]
    public static partial void Serving(ILogger logger, int partition, TimeSpan elapsed);

    [LoggerMessage(
        LogLevel.Information,
        "Partition {Partition}: left after generation {Generation}, all activations ended: {IsClosed}, in {Elapsed}")]
    public static partial void Left(ILogger logger, int partition, long generation, bool isClosed, TimeSpan elapsed);

    [LoggerMessage(LogLevel.Warning, "Partition {Partition}: cannot be held now, trying again. {Reason}")]
    public static partial void NotHeld(ILogger logger, int partition, string reason, Exception? exception);

    [LoggerMessage(
        LogLevel.Warning,
        "Partition {Partition}: grains of the time before still run; it cannot be taken again until they end")]
    public static partial void StillEnding(ILogger logger, int partition);

    [LoggerMessage(
        LogLevel.Warning,
        "Partitions {Partitions} did not leave within {Timeout}; they are given up as they are, and the store refuses "
        + "what still runs of them")]
    public static partial void Abandoned(ILogger logger, string partitions, TimeSpan timeout);

    [LoggerMessage(
        LogLevel.Warning,
        "Partition {Partition}: a write with generation {Generation} was refused, another silo has taken the partition. "
        + "This silo drops it and joins the group anew")]
    public static partial void Stale(ILogger logger, int partition, long generation);

    [LoggerMessage(
        LogLevel.Warning,
        "Partition {Partition}: the directory says that another silo has taken the partition since generation "
        + "{Generation}. This silo drops it and joins the group anew")]
    public static partial void Overtaken(ILogger logger, int partition, long generation);

    [LoggerMessage(LogLevel.Warning, "Partitions {Partitions} are other silos' already; dropped without a checkpoint")]
    public static partial void Lost(ILogger logger, string partitions);

    [LoggerMessage(LogLevel.Error, "The group could not be joined anew; trying again in {Delay}")]
    public static partial void RejoinFailed(ILogger logger, TimeSpan delay, Exception exception);
}
