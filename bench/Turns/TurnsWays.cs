using System.Diagnostics;
using System.Text;
using Tripline.Grains.Partitions;
using Tripline.Streams.Log;

namespace Tripline.Bench.Turns;

/// <summary>The slices of a market, grouped once, and three ways to bring them to their symbols.</summary>
internal sealed class TurnsWays(TurnsSilo silo, IReadOnlyList<RunGrouping> runs)
{
    private readonly List<RunDelivery> _deliveries = [.. runs.Select((_, partition) =>
    {
        var dirty = new DirtySymbols();
        var hold = new PartitionHold(partition, 1);
        // The grains are active, so that none is ever called.
        return new RunDelivery(partition, symbol => new SymbolLink(symbol, hold, dirty, silo.Locals, null!));
    })];

    /// <summary>Slices of all partitions in a round.</summary>
    public int Slices => runs.Sum(run => run.Present.Length);

    /// <summary>Reads a log's first run of each partition and takes it apart by symbol.</summary>
    public static IReadOnlyList<RunGrouping> Group(EmbeddedTickLog log)
    {
        var runs = new List<RunGrouping>();
        for (var partition = 0; partition < log.PartitionCount; partition++)
        {
            using var reader = log.OpenReader(partition, log.Range(partition).Begin);
            var run = new RecordRun(4 << 20, 1 << 20);
            var grouping = new RunGrouping(new SourceProgress());
            if (!reader.TryRead(run))
            {
                throw new InvalidDataException("The benchmark's own log is empty.");
            }

            grouping.Load(run);
            runs.Add(grouping);
        }

        return runs;
    }

    /// <summary>Activates all grains.</summary>
    public Task ActivateAsync() => Task.WhenAll(runs.SelectMany(Names).Select(name => Grain(name).Ticks()));

    /// <summary>As turns of the symbols' own schedulers; returns slices a second.</summary>
    public Task<double> AsTurnsAsync(int rounds) =>
        EachPartitionAsync(rounds, partition => _deliveries[partition].DeliverAsync(runs[partition]));

    /// <summary>As grain calls, all of a partition's run awaited together; returns slices a second.</summary>
    public Task<double> AsCallsAsync(int rounds)
    {
        var grains = runs.Select(run => Names(run).Select(Grain).ToArray()).ToArray();
        return EachPartitionAsync(rounds, partition =>
        {
            var run = runs[partition];
            var calls = new Task[run.Present.Length];
            for (var i = 0; i < calls.Length; i++)
            {
                calls[i] = grains[partition][i].Take(Batch(run, partition, run.Present[i]));
            }

            return Task.WhenAll(calls);
        });
    }

    /// <summary>As events of a memory stream a symbol, one at a time; returns slices a second.</summary>
    public async Task<double> AsStreamsAsync(int rounds)
    {
        silo.Count.Expect((long)Slices * rounds);
        var streams = runs.Select(run => Names(run)
            .Select(name => silo.Streams.GetStream<TickBatch>(StreamId.Create(TurnsSilo.MemoryStreams, name))).ToArray()).ToArray();
        var started = Stopwatch.GetTimestamp();
        await EachPartitionAsync(rounds, partition =>
        {
            var run = runs[partition];
            var events = new Task[run.Present.Length];
            for (var i = 0; i < events.Length; i++)
            {
                events[i] = streams[partition][i].OnNextAsync(Batch(run, partition, run.Present[i]));
            }

            return Task.WhenAll(events);
        });
        await silo.Count.Done.WaitAsync(TimeSpan.FromMinutes(5));
        return (long)Slices * rounds / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private async Task<double> EachPartitionAsync(int rounds, Func<int, Task> deliver)
    {
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, runs.Count).Select(partition => Task.Run(async () =>
        {
            for (var round = 0; round < rounds; round++)
            {
                await deliver(partition);
            }
        })));
        return (long)Slices * rounds / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private ISliceGrain Grain(string symbol) => silo.Grains.GetGrain<ISliceGrain>(symbol);

    private static List<string> Names(RunGrouping run)
    {
        var names = new List<string>();
        foreach (var symbol in run.Present)
        {
            names.Add(Encoding.ASCII.GetString(run.Symbols[symbol]));
        }

        return names;
    }

    private static TickBatch Batch(RunGrouping run, int partition, int symbol)
    {
        var slice = run.Slice(symbol);
        return new TickBatch(partition, slice.Prices, slice.Sizes, slice.TimesMs, slice.Positions, 1);
    }
}
