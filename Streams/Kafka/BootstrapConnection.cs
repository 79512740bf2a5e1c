using System.Net.Sockets;

namespace Tripline.Streams.Kafka;

/// <summary>Tells brokers that are away from clients that do not find them.</summary>
internal static class BootstrapConnection
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(1);

    /// <summary>Whether one of the brokers that the options name takes a connection.</summary>
    public static async Task<bool> IsTakenAsync(KafkaOptions options)
    {
        foreach (var server in ClientSettings.Reading(options).BootstrapServers.Split(','))
        {
            var address = server.Trim();
            var colon = address.LastIndexOf(':');
            using var bound = new CancellationTokenSource(Bound);
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(
                    colon < 0 ? address : address[..colon].Trim('[', ']'),
                    colon > 0 && int.TryParse(address.AsSpan(colon + 1), out var port) ? port : 9092,
                    bound.Token);
                return true;
            }
            catch (Exception failure) when (failure is SocketException or OperationCanceledException)
            {
                // The next one, perhaps.
            }
        }

        return false;
    }
}
