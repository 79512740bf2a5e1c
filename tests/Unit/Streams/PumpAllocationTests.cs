using Microsoft.Extensions.Logging.Abstractions;
using Tripline.Storage.Checkpoints;
using Tripline.Streams.Log;
using Tripline.Streams.Pump;

namespace Tripline.Tests.Unit.Streams;

[Collection(PumpAloneCollection.Name)]
public sealed class PumpAllocationTests : IDisposable
{
    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task Reading_AndGrouping_AllocateNothingOnceWarm(int ticksPerRecord)
    {
        await using var log = _folder.Open();
        var ticks = Enumerable.Range(1, 50_000).Select(n => LogFolder.Tick(n, $"S{n % 500}", "feed")).ToArray();
        await LogFolder.Appender(log).AppendAsync(ticks, ticksPerRecord, CancellationToken.None);
        var run = new RecordRun(0, 5_000);
        var grouping = new RunGrouping(new SourceProgress());
        Pass();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var passed = Pass();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(50_000, passed);
        Assert.InRange(allocated, 0, 1_000);

        int Pass()
        {
            var count = 0;
            using var reader = log.OpenReader(0, log.Range(0).Begin);
            while (reader.TryRead(run))
            {
                grouping.Load(run);
                count += run.TickCount;
            }

            return count;
        }
    }

    [Fact]
    public async Task Delivery_ToAConsumerThatNeverWaits_AllocatesNothingOnceWarm()
    {
        await using var log = _folder.Open();
        await LogFolder.Appender(log).AppendAsync(LogFolder.Ticks(1, 10_000), CancellationToken.None);
        var run = new RecordRun(0, 65_536);
        using var reader = log.OpenReader(0, log.Range(0).Begin);
        Assert.True(reader.TryRead(run));
        var grouping = new RunGrouping(new SourceProgress());
        grouping.Load(run);
        var delivery = new RunDelivery(0, 0, new Ignoring());
        await delivery.DeliverAsync(grouping, grouping.Present, CancellationToken.None);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var n = 0; n < 100; n++)
        {
            await delivery.DeliverAsync(grouping, grouping.Present, CancellationToken.None);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task Pump_WholeRun_AllocatesNothingPerTick()
    {
        await using var log = _folder.Open();
        var appender = LogFolder.Appender(log);
        for (var n = 0; n < 10; n++)
        {
            await appender.AppendAsync(LogFolder.Ticks(n * 50_000, 50_000), 10, CancellationToken.None);
        }

        var options = new PumpOptions { MaxRunTicks = 4_096, MaxRunBytes = 1 };
        await PumpAllAsync(log, options);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await PumpAllAsync(log, options);
        var perTick = (GC.GetTotalAllocatedBytes(precise: true) - before) / 500_000.0;
        // The buffers of a new pump come to about 2.5 MB, 5 bytes for each of these ticks.
        Assert.InRange(perTick, 0, 12);
    }

    private static async Task PumpAllAsync(ITickLog log, PumpOptions options)
    {
        await using var host = new PumpHost(new PumpServices(
            log, new Ignoring(), new MemoryCheckpoints(), options, TimeProvider.System, NullLogger<PartitionPump>.Instance));
        await host.StartAsync(CancellationToken.None);
        await host.WhenCaughtUpAsync(CancellationToken.None);
    }

    private sealed class Ignoring : IPartitionConsumer, ISymbolConsumer
    {
        public ISymbolConsumer Open(int partition, long generation, string symbol) => this;

        public ValueTask DeliverAsync(TickSlice slice, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask<CheckpointContent> SnapshotAsync(int partition, CancellationToken cancellationToken) =>
            new(new CheckpointContent(Array.Empty<SymbolCheckpoint>(), []));

        public void Checkpointed(int partition)
        {
        }

        public void Closed(int partition)
        {
        }
    }
}
