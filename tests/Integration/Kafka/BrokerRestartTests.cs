using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.Kafka;

/// <summary>A broker that restarts while a silo asks it where its partitions begin and end.</summary>
public sealed class BrokerRestartTests
{
    private const int Partitions = 12;
    private const int Rounds = 4;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task Broker_RestartedAgainAndAgain_TellsAllOffsetsSoonAfterwards()
    {
        await using var server = await KafkaServer.StartAsync();
        await using var bench = await KafkaLogUnderTest.StartAsync(server, Partitions);
        using var reader = bench.Log.OpenReader(0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            using var restarted = new CancellationTokenSource();
            var asking = Enumerable.Range(0, Partitions).Select(partition => AskUntilAsync(bench, partition, restarted.Token)).ToList();
            await server.RestartAsync(isAbrupt: round % 2 == 0);
            await restarted.CancelAsync();
            await Task.WhenAll(asking).WaitAsync(Bound, TestContext.Current.CancellationToken);
        }
    }

    // Asks while the broker is away and starts, and then until it has answered once more.
    private static async Task AskUntilAsync(KafkaLogUnderTest bench, int partition, CancellationToken restarted)
    {
        while (true)
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
