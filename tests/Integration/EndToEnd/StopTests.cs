using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.EndToEnd;

/// <summary>A silo that is told to stop does so, whatever its clients do.</summary>
public sealed class StopTests
{
    [Fact]
    public async Task Silo_ToldToStopWhileClientsKeepComingBack_Ends()
    {
        using var data = new TempFolder();
        await using var silo = await SiloProcess.StartAsync(data.Path, "--Source", "none");
        using var ended = new CancellationTokenSource();
        var clients = Enumerable.Range(0, 20).Select(_ => ComeBackAsync(silo.Address, ended.Token)).ToList();
        Assert.All(await Task.WhenAll(clients.Select(client => client.Connected)), Assert.True);

        // Less than the host's own bound, which is a minute.
        await silo.StopAsync(TimeSpan.FromSeconds(40));

        await ended.CancelAsync();
        await Task.WhenAll(clients.Select(client => client.Ended));
        Assert.Contains("Stopped with a checkpoint", silo.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("abandoned", silo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_ToldToStopWhileAClientUploadsSlowly_CutsItOff()
    {
        using var data = new TempFolder();
        await using var silo = await SiloProcess.StartAsync(data.Path, "--Source", "none");
        using var upload = new TcpClient();
        await upload.ConnectAsync(silo.Address.Host, silo.Address.Port);
        var stream = upload.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            "POST /api/v1/ticks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
            + "Content-Length: 10000000\r\n\r\n"));
        var uploading = TrickleAsync(stream);

        // The silo's own bound, which is a minute, does not come into it.
        await silo.StopAsync(TimeSpan.FromSeconds(40));

        await Assert.ThrowsAnyAsync<IOException>(() => uploading);
        Assert.Contains("Stopped with a checkpoint", silo.Output, StringComparison.Ordinal);
    }

    // Fast enough for the web server not to give it up.
    private static async Task TrickleAsync(NetworkStream stream)
    {
        var blank = new byte[200];
        Array.Fill(blank, (byte)'\n');
        while (true)
        {
            await stream.WriteAsync(blank);
            await Task.Delay(100);
        }
    }

    // A client that connects again at once whenever its connection ends, as browsers' do.
    private static (Task<bool> Connected, Task Ended) ComeBackAsync(Uri silo, CancellationToken ended)
    {
        var connected = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        return (connected.Task, Task.Run(async () =>
        {
            while (!ended.IsCancellationRequested)
            {
                try
                {
                    await using var client = await HubClient.ConnectAsync(silo, cancellationToken: ended);
                    await client.InvokeAsync("WatchTriggers", 0);
                    connected.TrySetResult(true);
                    await client.Closed.WaitAsync(ended);
                }
                catch (Exception fault) when (fault is WebSocketException or InvalidOperationException
                    or IOException or OperationCanceledException)
                {
                    await Task.Delay(5, CancellationToken.None);
                }
            }
        }, CancellationToken.None));
    }
}
