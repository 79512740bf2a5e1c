using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Tripline.Tests.Integration.Api;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.EndToEnd;

/// <summary>Requests that no client in its right mind sends, to every endpoint of the real silo.</summary>
public sealed class GarbageTests(ITestOutputHelper output)
{
    private const int Requests = 12_000;
    private const int Connections = 200;
    private const int Senders = 8;
    private const int MaxFrameBytes = 400;

    [Fact]
    public async Task Silo_GetsGarbageOnEveryEndpoint_AnswersNoServerErrorAndStillWorks()
    {
        var seed = TestSeed.Next(output.WriteLine);
        using var data = new TempFolder();
        await using var silo = await SiloProcess.StartAsync(data.Path, "--Source", "none");
        var alertIds = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            alertIds.Add(await CreateAlertAsync(silo, "AAPL", 100 + i));
        }

        var answers = new ConcurrentDictionary<int, int>();
        var failures = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(
            new GarbageBodies(seed, alertIds).Take(Requests),
            new ParallelOptions { MaxDegreeOfParallelism = Senders },
            async (request, cancellationToken) =>
            {
                var status = await SendAsync(silo, request, cancellationToken);
                answers.AddOrUpdate(status, 1, (_, count) => count + 1);
                if (status is >= 500 or 0)
                {
                    failures.Enqueue($"{status}: {request}");
                }
            });

        output.WriteLine(string.Join(", ", answers.OrderBy(a => a.Key).Select(a => $"{a.Key}: {a.Value}")));
        Assert.True(failures.IsEmpty, $"{string.Join('\n', failures.Take(5))}\n{silo.Output}");
        Assert.True(answers.Keys.Count(status => status is >= 400 and < 500) > 3, "the garbage reaches several checks");
        await AssertWorksAsync(silo);
    }

    [Fact]
    public async Task Silo_GetsGarbageOnItsHub_StillWorks()
    {
        var random = new Random(TestSeed.Next(output.WriteLine));
        using var data = new TempFolder();
        await using var silo = await SiloProcess.StartAsync(data.Path, "--Source", "none");
        for (var connection = 0; connection < Connections; connection++)
        {
            await SendToHubAsync(silo, random);
        }

        await AssertWorksAsync(silo);
    }

    // 0 stands for an answer that is none.
    private static async Task<int> SendAsync(
        SiloProcess silo, GarbageRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var message = request.ToMessage(silo.Address);
            using var answer = await silo.Http.SendAsync(message, cancellationToken);
            return (int)answer.StatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            return 0;
        }
    }

    private static async Task SendToHubAsync(SiloProcess silo, Random random)
    {
        using var socket = new ClientWebSocket();
        var address = new UriBuilder(silo.Address) { Scheme = "ws", Path = "/hubs/market" }.Uri;
        await socket.ConnectAsync(address, CancellationToken.None);
        try
        {
            if (random.Next(5) > 0)
            {
                await SendFrameAsync(socket, "{\"protocol\":\"json\",\"version\":1}\u001e"u8.ToArray());
            }

            for (var frames = random.Next(1, 6); frames > 0; frames--)
            {
                await SendFrameAsync(socket, Frame(random));
            }
        }
        catch (WebSocketException)
        {
            // The silo may well close on garbage.
        }
    }

    private static byte[] Frame(Random random)
    {
        string[] targets = ["WatchTriggers", "WatchSymbols", "UnwatchSymbols", "Dispose", ""];
        string[] arguments = ["[0]", "[-5]", "[null]", "[\"x\"]", "[[\"AAPL\",null]]", "[[\"a/b\"]]", "[]", "[1,2,3]", "{}"];
        if (random.Next(3) == 0)
        {
            var noise = new byte[random.Next(1, MaxFrameBytes)];
            random.NextBytes(noise);
            return noise;
        }

        var target = targets[random.Next(targets.Length)];
        return System.Text.Encoding.UTF8.GetBytes(
            $$"""{"type":{{random.Next(0, 9)}},"invocationId":"1","target":"{{target}}","arguments":{{arguments[random.Next(arguments.Length)]}}}"""
            + "\u001e");
    }

    private static Task SendFrameAsync(ClientWebSocket socket, byte[] frame) =>
        socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private static async Task AssertWorksAsync(SiloProcess silo)
    {
        var last = (await silo.Api.GetTriggersAsync()).LastOrDefault()?.Number ?? 0;
        await using var client = await HubClient.ConnectAsync(silo.Address);
        await client.InvokeAsync("WatchTriggers", last);
        var id = await CreateAlertAsync(silo, "STILL-WORKS", 10);
        await silo.Api.PostTicksAsync(new JsonArray(Tick(9), Tick(11)));

        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var trigger = ReceivedTrigger.Read((await client.Events("trigger").ReadAsync(bound.Token))[0]);
        Assert.Equal((last + 1, id, 11m), (trigger.Number, trigger.AlertId, trigger.Price));
        using var ready = await silo.Http.GetAsync("/ready");
        Assert.True(ready.IsSuccessStatusCode, $"{await ready.Content.ReadAsStringAsync()}\n{silo.Output}");
    }

    private static async Task<string> CreateAlertAsync(SiloProcess silo, string symbol, int level)
    {
        var alert = await silo.Api.CreateAlertAsync(
            new JsonObject { ["symbol"] = symbol, ["when"] = $"price crosses above {level}" });
        return alert.GetProperty("id").GetString()!;
    }

    private static JsonObject Tick(double price) => new() { ["symbol"] = "STILL-WORKS", ["price"] = price };
}
