namespace Tripline.Silo.Cluster;

internal static partial class ClusterLog
{
    [LoggerMessage(LogLevel.Warning, "The directory of silos cannot be reached; what was known of it stands. {Reason}")]
    public static partial void DirectoryFailed(ILogger logger, string reason);

    [LoggerMessage(
        LogLevel.Information, "Silo {SiloId} joins group {Group}; other silos reach it at {Address}")]
    public static partial void Joining(ILogger logger, string siloId, string group, string address);

    [LoggerMessage(LogLevel.Information, "Silo {SiloId} has left")]
    public static partial void Left(ILogger logger, string siloId);
}
