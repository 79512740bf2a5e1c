using System.Net;
using System.Net.Sockets;

namespace Tripline.Tests.Grains.Runtime.Remote;

/// <summary>Passes connections on to a port, until it freezes: then it takes what comes and says nothing, as a process
/// that is stopped does.</summary>
public sealed class FreezableRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly int _target;
    private readonly Task _accepting;
    private volatile TaskCompletionSource _flowing = new();

    public FreezableRelay(int target)
    {
        _target = target;
        _flowing.SetResult();
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public void Freeze() => _flowing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Thaw() => _flowing.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Stop();
        Thaw();
        await _accepting;
        _ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        var relays = new List<Task>();
        try
        {
            while (true)
            {
                relays.Add(RelayAsync(await _listener.AcceptTcpClientAsync(_ended.Token)));
            }
        }
        catch (Exception) when (_ended.IsCancellationRequested)
        {
            await Task.WhenAll(relays);
        }
    }

    private async Task RelayAsync(TcpClient caller)
    {
        using (caller)
        using (var called = new TcpClient())
        {
            try
            {
                await called.ConnectAsync(IPAddress.Loopback, _target, _ended.Token);
                await Task.WhenAny(
                    PassAsync(caller.GetStream(), called.GetStream()), PassAsync(called.GetStream(), caller.GetStream()));
            }
            catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException)
            {
                // One of the two went away.
            }
        }
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, _ended.Token) is var count and > 0)
            {
                await _flowing.Task.WaitAsync(_ended.Token);
                await to.WriteAsync(buffer.AsMemory(0, count), _ended.Token);
            }
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // One of the two went away.
        }
    }
}
