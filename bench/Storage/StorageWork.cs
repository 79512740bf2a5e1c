using Orleans.Storage;
using Tripline.Storage.Checkpoints;
using Tripline.Storage.Triggers;

namespace Tripline.Bench.Storage;

/// <summary>The work that is measured.</summary>
internal sealed class StorageWork(
    IGrainStorage grains, ICheckpointStore checkpoints, ITriggerHistory history, CancellationToken cancellation)
{
    private const int CoreBytes = 300;
    private readonly Random _random = new(1);
    private long _triggers;
    private int _rounds;

    /// <summary>Writes one checkpoint in which every symbol has a new core.</summary>
    public Task CheckpointAsync(int symbolCount, int round)
    {
        var symbols = new SymbolCheckpoint[symbolCount];
        for (var i = 0; i < symbols.Length; i++)
        {
            var core = new byte[CoreBytes];
            _random.NextBytes(core);
            symbols[i] = new SymbolCheckpoint($"S{i:D6}", 0, core, 0, []);
        }

        var partition = new PartitionCheckpoint(0, round, round, new Dictionary<string, long>());
        return checkpoints.WriteAsync(new CheckpointWrite(partition, symbols, []), cancellation);
    }

    /// <summary>Each writer writes the state of its own grains, one after the other, each state twice.</summary>
    public Task WriteGrainsAsync(int writers, int writesEach)
    {
        var round = ++_rounds;
        return Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            var state = new GrainState<BenchValue>();
            for (var i = 0; i < writesEach; i++)
            {
                if (i % 2 == 0)
                {
                    state = new GrainState<BenchValue>();
                }

                state.State = Value(i);
                await grains.WriteStateAsync(
                    "alert", GrainId.Create("AlertGrain", $"S{writer}/{round}-{i / 2}"), state);
            }
        })));
    }

    /// <summary>Appends many triggers at once to one inbox.</summary>
    public async Task AppendTriggersAsync(int count)
    {
        var rows = new Trigger[count];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new Trigger(
                ++_triggers, Guid.CreateVersion7(), "local", "SPY", 3, 77L << 16, i, 1_381_152_600_000, 168.25,
                $"alert {i}", "price crosses above 168.25", AlertSeverity.Info, null);
        }

        await history.AppendAsync(
            "local", rows[0].Number - 1, rows, [new TriggerMark("SPY", 77L << 16, count)], cancellation);
    }

    private static BenchValue Value(int number) => new()
    {
        Symbol = "BTC-USD",
        When = "price crosses above 168.25",
        Name = $"a name of some length {number}",
        Level = 168.25 + number,
        Count = number,
    };
}
