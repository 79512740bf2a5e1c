using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.Kafka;

/// <summary>A broker that restarts while a silo asks it where its partitions begin and end.</summary>
public sealed class BrokerRestartTests
{
    private const int Partitions = 12;
    private const int Rounds = 4;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task Broker_RestartedAgainAndAgain_TellsAllOffsetsSoonOrTheLogSaysThatItIsLost()
    {
        await using var server = await KafkaServer.StartAsync();
        await using var bench = await KafkaLogUnderTest.StartAsync(server, Partitions);
        var lost = new TaskCompletionSource();
        bench.Log.OnLost = _ => lost.TrySetResult();
        using var reader = bench.Log.OpenReader(0, 0);
        using var stopped = new CancellationTokenSource();
        for (var round = 0; round < Rounds; round++)
        {
            using var restarted = new CancellationTokenSource();
            var asking = Enumerable.Range(0, Partitions).Select(partition => AskUntilAsync(bench, partition, restarted.Token, stopped.Token)).ToList();
            await server.RestartAsync(isAbrupt: round % 2 == 0);
            await restarted.CancelAsync();
            await Task.WhenAny(Task.WhenAll(asking), lost.Task).WaitAsync(Bound, TestContext.Current.CancellationToken);
            if (lost.Task.IsCompleted)
            {
                // What a silo then does is ChaosTests' to show.
                await stopped.CancelAsync();
                await Task.WhenAll(asking);
                return;
            }
        }
    }

    // Asks while the broker is away and starts, and then until it has answered once more.
    private static async Task AskUntilAsync(KafkaLogUnderTest bench, int partition, CancellationToken restarted, CancellationToken stopped)
    {
        while (!stopped.IsCancellationRequested)
        {
            try
            {
                var isBack = restarted.IsCancellationRequested;
                await bench.Log.ReadRangeAsync(partition, CancellationToken.None);
                if (isBack)
                {
                    return;
                }
            }
            catch (IOException)
            {
                // It is away, or does not know the partition yet.
            }

            await Task.Delay(Pause, CancellationToken.None);
        }
    }
}
