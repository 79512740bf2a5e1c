using System.Diagnostics;
using Tripline.Bench.Harness;

namespace Tripline.Bench.Storage;

/// <summary>Clients that create alerts over REST, one after the other each, in the same process as the silo.</summary>
internal sealed class CreationLoad(BenchSilo silo, CancellationToken cancellation)
{
    private const int Clients = 64;
    private const int Symbols = 1_000;
    private static readonly TimeSpan ReadyBound = TimeSpan.FromSeconds(60);

    private int _created;

    /// <summary>Starts the silo and waits until it is ready.</summary>
    public async Task StartAsync()
    {
        await silo.StartAsync();
        using var http = new HttpClient { BaseAddress = silo.Address };
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(ReadyBound);
        while (!await IsReadyAsync(http, bound.Token))
        {
            await Task.Delay(20, bound.Token);
        }
    }

    /// <summary>Creates so many alerts. Returns how many a second that was.</summary>
    public async Task<double> MeasureAsync(int alerts)
    {
        var left = alerts;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(
            async () =>
            {
                await using var client = await CreationClient.ConnectAsync(silo.Address, cancellation);
                while (Interlocked.Decrement(ref left) >= 0)
                {
                    await client.CreateAsync(Body(Interlocked.Increment(ref _created)), cancellation);
                }
            },
            cancellation)));
        return alerts / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static string Body(int number) =>
        $$"""{"symbol":"S{{number % Symbols:D4}}","when":"price crosses above {{100 + (number % 977)}}.25"}""";

    private static async Task<bool> IsReadyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync("/ready", cancellationToken);
        return answer.IsSuccessStatusCode;
    }
}
