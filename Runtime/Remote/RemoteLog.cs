using System.Net;
using Microsoft.Extensions.Logging;

namespace Tripline.Runtime.Remote;

/// <summary>What is logged of the traffic between silos.</summary>
internal static partial class RemoteLog
{
    [LoggerMessage(20, LogLevel.Information, "The cluster port listens on {Address}:{Port}, {Encryption}.")]
    internal static partial void ClusterListens(this ILogger logger, string address, int port, string encryption);

    [LoggerMessage(21, LogLevel.Warning, "Refused {Remote} on the cluster port: {Reason}.")]
    internal static partial void ClusterRefused(this ILogger logger, IPAddress? remote, string reason);

    [LoggerMessage(22, LogLevel.Information, "The stream of silo {Peer} has ended.")]
    internal static partial void StreamEnded(this ILogger logger, Exception failure, string peer);

    [LoggerMessage(23, LogLevel.Information, "Connected to silo {SiloId} at {Authority}.")]
    internal static partial void Connected(this ILogger logger, string siloId, string authority);

    [LoggerMessage(24, LogLevel.Warning, "Silo {SiloId} at {Authority} cannot be called: {Reason}")]
    internal static partial void ConnectFailed(this ILogger logger, string siloId, string authority, string reason);

    [LoggerMessage(25, LogLevel.Warning,
        "The connection to silo {SiloId} at {Authority} is lost; {Count} calls on it may or may not have run.")]
    internal static partial void ConnectionLost(
        this ILogger logger, Exception? failure, string siloId, string authority, int count);

    [LoggerMessage(26, LogLevel.Warning, "Silo {Peer} sent what is no call; the stream is ended.")]
    internal static partial void NoCall(this ILogger logger, Exception failure, string peer);

    [LoggerMessage(27, LogLevel.Warning, "Silo {Peer} does not take its answers; the stream is ended.")]
    internal static partial void AnswersNotTaken(this ILogger logger, string peer);

    [LoggerMessage(28, LogLevel.Warning, "The one-way call {Method} to another silo may not have run.")]
    internal static partial void OneWayLost(this ILogger logger, string method);
}
