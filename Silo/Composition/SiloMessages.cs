namespace Tripline.Silo.Composition;

internal static partial class SiloMessages
{
    [LoggerMessage(
        LogLevel.Information,
        "{Partitions} partitions go on after {TickCount} ticks; {Lag} ticks of the log are still to be folded")]
    public static partial void Started(ILogger logger, int partitions, long tickCount, long lag);

    [LoggerMessage(LogLevel.Information, "Stopped with a checkpoint after {TickCount} ticks")]
    public static partial void Stopped(ILogger logger, long tickCount);

    [LoggerMessage(
        LogLevel.Warning, "Stopped without a checkpoint of the end; the last one stands. {Reason}")]
    public static partial void LeftEarly(ILogger logger, string reason);
}
