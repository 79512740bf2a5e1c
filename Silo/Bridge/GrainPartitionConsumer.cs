using Tripline.Runtime;
using Tripline.Runtime.Hosting;
using Tripline.Storage.Candles;
using Tripline.Storage.Checkpoints;
using Tripline.Streams;
using Tripline.Streams.Log;
using Tripline.Streams.Pump;

namespace Tripline.Silo.Bridge;

/// <summary>Connects the pumps to the symbols' grains: slices go to the grains' streams, snapshots come from the grains
/// that changed.</summary>
internal sealed class GrainPartitionConsumer : IPartitionConsumer, ISymbolActivity
{
    // A few at a time, so that the grains of other partitions get their turns in between.
    private const int SnapshotsInFlight = 16;

    // Bounds what lists of trades add to a checkpoint; a handful of symbols keep theirs whole.
    private const int TradesPerCheckpoint = 100_000;
    private const int LeastTradesPerSymbol = 50;

    private readonly IGrainFactory _grains;
    private readonly GrainStreams _streams;
    private readonly DirtySymbols[] _dirty;

    public GrainPartitionConsumer(GrainHost host, ITickLog log)
    {
        // Past the gates: whoever pumps a partition holds it.
        _grains = host.LocalGrainFactory;
        _streams = host.Streams;
        _dirty = [.. Enumerable.Range(0, log.PartitionCount).Select(_ => new DirtySymbols())];
    }

    /// <inheritdoc/>
    public ISymbolConsumer Open(int partition, long generation, string symbol) =>
        new SymbolLink(
            partition,
            generation,
            symbol,
            _streams.Open<TickBatch>(StreamId.Create(TickBatch.StreamNamespace, symbol)),
            _dirty[partition]);

    /// <inheritdoc/>
    public void Changed(string symbol) => _dirty[SymbolPartition.Of(symbol, _dirty.Length)].Add(symbol);

    /// <inheritdoc/>
    public async ValueTask<CheckpointContent> SnapshotAsync(int partition, CancellationToken cancellationToken)
    {
        var dirty = _dirty[partition];
        var symbols = new List<SymbolCheckpoint>();
        var candles = new List<CandleRow>();
        var taken = dirty.Begin();
        var tradeLimit = Math.Max(LeastTradesPerSymbol, TradesPerCheckpoint / Math.Max(1, taken.Count));
        foreach (var chunk in taken.Chunk(SnapshotsInFlight))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var snapshots = await Task.WhenAll(chunk.Select(
                entry => _grains.GetGrain<ISymbolGrain>(entry.Key).TakeSnapshot(entry.Value, tradeLimit)));
            for (var i = 0; i < chunk.Length; i++)
            {
                var symbol = chunk[i].Key;
                dirty.Taken(symbol, snapshots[i].Number);
                symbols.Add(ToCheckpoint(symbol, snapshots[i]));
                candles.AddRange(snapshots[i].ClosedCandles.Select(candle => ToRow(symbol, candle)));
            }
        }

        return new CheckpointContent(symbols, candles);
    }

    /// <inheritdoc/>
    public void Checkpointed(int partition) => _dirty[partition].Written();

    /// <inheritdoc/>
    public void Closed(int partition) => _dirty[partition] = new DirtySymbols();

    private static SymbolCheckpoint ToCheckpoint(string symbol, SymbolSnapshot snapshot) =>
        new(
            symbol,
            snapshot.ArmingSequence,
            snapshot.Core,
            snapshot.RulePageCount,
            [.. snapshot.RulePages.Select(page => new RulePage(page.Number, page.Bytes))]);

    private static CandleRow ToRow(string symbol, Candle candle) =>
        new(
            symbol,
            candle.IntervalSeconds,
            candle.OpenTimeMs,
            candle.Open,
            candle.High,
            candle.Low,
            candle.Close,
            candle.Volume,
            candle.Vwap,
            candle.TradeCount);
}
