using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Tripline.Api.Market;

/// <summary>Sends to one hub connection and drops it when it does not keep up. While a message is on its way the caller
/// waits, so nothing piles up here.</summary>
internal sealed partial class HubClient(
    ISingleClientProxy client, HubCallerContext connection, TimeSpan timeout, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan FarewellTime = TimeSpan.FromMilliseconds(250);

    private int _isDropped;

    /// <summary>Sends one message.</summary>
    /// <returns>False when the client is gone or was dropped; send nothing more.</returns>
    public async ValueTask<bool> SendAsync(string method, object message)
    {
        if (Volatile.Read(ref _isDropped) != 0 || connection.ConnectionAborted.IsCancellationRequested)
        {
            return false;
        }

        var sent = client.SendCoreAsync(method, [message], connection.ConnectionAborted);
        if (sent.IsCompletedSuccessfully)
        {
            return true;
        }

        try
        {
            await sent.WaitAsync(timeout, clock, connection.ConnectionAborted);
            return true;
        }
        catch (TimeoutException)
        {
            await DropAsync($"A message was not taken within {timeout.TotalSeconds:0.###} seconds.");
        }
        catch (Exception) when (connection.ConnectionAborted.IsCancellationRequested)
        {
            // It went away while the message was on its way.
        }

        return false;
    }

    /// <summary>Closes the connection, with the reason as its last message where it still takes one.</summary>
    public async Task DropAsync(string reason)
    {
        if (Interlocked.Exchange(ref _isDropped, 1) != 0)
        {
            return;
        }

        LogDropped(connection.ConnectionId, reason);
        try
        {
            await client.SendCoreAsync("dropped", [new DroppedNotice(reason)]).WaitAsync(FarewellTime, clock);
        }
        catch (Exception)
        {
            // A client that takes nothing does not take this either.
        }

        connection.Abort();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Dropped hub connection {Connection}: {Reason}")]
    private partial void LogDropped(string connection, string reason);
}
