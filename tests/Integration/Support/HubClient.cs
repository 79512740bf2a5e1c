using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;

namespace Tripline.Tests.Integration.Support;

/// <summary>A client of a SignalR hub: the JSON protocol over a WebSocket, as much of it as this product speaks.
/// Events wait in one unbounded channel a name, for a test reads all that it provokes.</summary>
public sealed class HubClient : IAsyncDisposable
{
    private const byte RecordSeparator = 0x1E;

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<string, Channel<JsonElement>> _events = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _calls =
        new(StringComparer.Ordinal);

    private readonly TaskCompletionSource<string?> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _reading = Task.CompletedTask;
    private int _callNumber;

    private HubClient()
    {
    }

    /// <summary>Completes when the connection has ended, with the reason that the server gave.</summary>
    public Task<string?> Closed => _closed.Task;

    /// <summary>Connects and shakes hands.</summary>
    /// <param name="silo">Where the silo listens.</param>
    /// <param name="path">The hub's path.</param>
    /// <param name="cancellationToken">Ends the attempt early.</param>
    public static async Task<HubClient> ConnectAsync(
        Uri silo, string path = "/hubs/market", CancellationToken cancellationToken = default)
    {
        var client = new HubClient();
        var address = new UriBuilder(silo) { Scheme = silo.Scheme == "https" ? "wss" : "ws", Path = path }.Uri;
        await client._socket.ConnectAsync(address, cancellationToken);
        await client.SendAsync(new { protocol = "json", version = 1 }, cancellationToken);
        var frames = new HubFrames(client._socket, RecordSeparator);
        using (var answer = JsonDocument.Parse(await frames.ReadAsync(cancellationToken)))
        {
            if (answer.RootElement.TryGetProperty("error", out var error))
            {
                throw new InvalidOperationException($"The hub refused the handshake: {error.GetString()}");
            }
        }

        client._reading = client.ReadAsync(frames);
        return client;
    }

    /// <summary>The events of that name: each the array of its arguments.</summary>
    public ChannelReader<JsonElement> Events(string name) => EventsOf(name).Reader;

    /// <summary>Calls a method of the hub and waits for its result.</summary>
    /// <exception cref="InvalidOperationException">The hub answered with an error.</exception>
    public async Task<JsonElement> InvokeAsync(string method, params object?[] arguments)
    {
        var id = Interlocked.Increment(ref _callNumber).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var call = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls[id] = call;
        await SendAsync(new { type = 1, invocationId = id, target = method, arguments }, CancellationToken.None);
        return await call.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>Calls a method of the hub and does not wait.</summary>
    public Task SendAsync(string method, params object?[] arguments) =>
        SendAsync(new { type = 1, target = method, arguments }, CancellationToken.None);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _reading;
        _socket.Dispose();
        _closing.Dispose();
        _sending.Dispose();
    }

    private async Task SendAsync(object message, CancellationToken cancellationToken)
    {
        byte[] frame = [.. JsonSerializer.SerializeToUtf8Bytes(message), RecordSeparator];
        await _sending.WaitAsync(cancellationToken);
        try
        {
            await _socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ReadAsync(HubFrames frames)
    {
        string? reason = null;
        try
        {
            while (reason is null)
            {
                reason = await TakeAsync(await frames.ReadAsync(_closing.Token));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or WebSocketException or IOException)
        {
            reason = fault.Message;
        }

        _closed.TrySetResult(reason);
        foreach (var events in _events.Values)
        {
            events.Writer.TryComplete();
        }

        foreach (var call in _calls.Values)
        {
            call.TrySetException(new InvalidOperationException($"The connection ended: {reason}"));
        }
    }

    // Returns the reason when the message ends the connection.
    private async Task<string?> TakeAsync(ReadOnlyMemory<byte> frame)
    {
        using var document = JsonDocument.Parse(frame);
        var message = document.RootElement;
        switch (message.GetProperty("type").GetInt32())
        {
            case 1:
                EventsOf(message.GetProperty("target").GetString()!).Writer
                    .TryWrite(message.GetProperty("arguments").Clone());
                return null;
            case 3:
                Complete(message);
                return null;
            case 6:
                await SendAsync(new { type = 6 }, _closing.Token);
                return null;
            case 7:
                return message.TryGetProperty("error", out var error) ? error.GetString() : "closed by the hub";
            default:
                return null;
        }
    }

    private void Complete(JsonElement message)
    {
        if (!_calls.TryRemove(message.GetProperty("invocationId").GetString()!, out var call))
        {
            return;
        }

        if (message.TryGetProperty("error", out var error))
        {
            call.TrySetException(new InvalidOperationException(error.GetString()));
        }
        else
        {
            call.TrySetResult(message.TryGetProperty("result", out var result) ? result.Clone() : default);
        }
    }

    private Channel<JsonElement> EventsOf(string name) =>
        _events.GetOrAdd(name, _ => Channel.CreateUnbounded<JsonElement>());
}
