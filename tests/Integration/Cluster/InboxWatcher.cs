using System.Net.WebSockets;
using System.Text.Json;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.Cluster;

/// <summary>A SignalR client that stays: when its silo goes, it comes back at another one with the last number it
/// saw.</summary>
internal sealed class InboxWatcher(Func<SiloProcess> nextSilo) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stopping = new();
    private readonly List<long> _seen = [];
    private Task _watching = Task.CompletedTask;

    /// <summary>The numbers that it was sent, in that order.</summary>
    public IReadOnlyList<long> Seen
    {
        get
        {
            lock (_seen)
            {
                return [.. _seen];
            }
        }
    }

    /// <summary>How often it connected.</summary>
    public int ConnectionCount { get; private set; }

    /// <summary>Begins.</summary>
    public void Start() => _watching = Task.Run(WatchAsync);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _watching;
        _stopping.Dispose();
    }

    private async Task WatchAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await using var client = await HubClient.ConnectAsync(
                    nextSilo().Address, cancellationToken: _stopping.Token);
                ConnectionCount++;
                await client.SendAsync("WatchTriggers", Seen is [.., var last] ? last : 0);
                await foreach (var arguments in client.Events("trigger").ReadAllAsync(_stopping.Token))
                {
                    Take(arguments);
                }
            }
            catch (Exception fault) when (fault is WebSocketException or HttpRequestException or IOException)
            {
                // The silo went, or is not up yet; a client waits a little before it tries the next one.
                await Task.Delay(Pause);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private void Take(JsonElement arguments)
    {
        lock (_seen)
        {
            _seen.Add(arguments[0].GetProperty("number").GetInt64());
        }
    }
}
