namespace Tripline.Silo.Cluster;

internal static partial class ClusterLog
{
    [LoggerMessage(LogLevel.Warning, "The directory of silos cannot be reached; what was known of it stands. {Reason}")]
    public static partial void DirectoryFailed(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Information, "Silo {SiloId} joins; other silos reach it at {Address}")]
    public static partial void Joining(ILogger logger, string siloId, string address);

    [LoggerMessage(LogLevel.Information, "The silo has left its group")]
    public static partial void Left(ILogger logger);

    [LoggerMessage(
        LogLevel.Warning,
        "The silo could not leave its group in order; the others take its partitions once they miss it. {Reason}")]
    public static partial void LeaveFailed(ILogger logger, string reason);
}
