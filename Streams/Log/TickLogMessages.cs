using Microsoft.Extensions.Logging;

namespace Tripline.Streams.Log;

internal static partial class TickLogMessages
{
    [LoggerMessage(1, LogLevel.Debug,
        "Tick log partition {Partition} holds offsets {Begin} to {End} and has had {TickCount} ticks.")]
    public static partial void Opened(ILogger logger, int partition, long begin, long end, long tickCount);

    [LoggerMessage(2, LogLevel.Error, "Tick log partition {Partition}: {Problem}")]
    public static partial void Failed(ILogger logger, int partition, string problem, Exception exception);

    [LoggerMessage(3, LogLevel.Information, "Tick log partition {Partition} can be written again.")]
    public static partial void Recovered(ILogger logger, int partition);

    [LoggerMessage(4, LogLevel.Information, "Tick log partition {Partition}: retention removed what was before {Begin}.")]
    public static partial void Trimmed(ILogger logger, int partition, long begin);

    [LoggerMessage(5, LogLevel.Warning, "Tick log partition {Partition}: retention could not remove a file.")]
    public static partial void TrimFailed(ILogger logger, int partition, Exception exception);

    [LoggerMessage(6, LogLevel.Warning,
        "Tick log partition {Partition} is damaged from offset {From} to its end at {Until}: {Ticks} ticks cannot be read.")]
    public static partial void EndDamaged(ILogger logger, int partition, long from, long until, long ticks);

    [LoggerMessage(7, LogLevel.Debug, "Tick log partition {Partition}: a writer that had failed did not close well.")]
    public static partial void CloseFailed(ILogger logger, int partition, Exception exception);
}
