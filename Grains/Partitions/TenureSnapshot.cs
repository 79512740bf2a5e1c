using Tripline.Storage.Candles;
using Tripline.Storage.Checkpoints;

namespace Tripline.Grains.Partitions;

/// <summary>Collects the states of the symbols that changed since the last checkpoint that was written.</summary>
internal sealed class TenureSnapshot(DirtySymbols dirty, Func<string, ISymbolGrain> grain)
{
    // A few at a time, so that requests and other partitions get their turns in between.
    private const int SnapshotsInFlight = 16;

    // Bounds what lists of trades add to a checkpoint; a handful of symbols keep theirs whole.
    private const int TradesPerCheckpoint = 100_000;
    private const int LeastTradesPerSymbol = 50;

    /// <summary>Takes the states. Only while no slice is on its way, so that all reflect one position.</summary>
    public async ValueTask<CheckpointContent> TakeAsync(CancellationToken cancellationToken)
    {
        var symbols = new List<SymbolCheckpoint>();
        var candles = new List<SymbolCandles>();
        var taken = dirty.Begin();
        var tradeLimit = Math.Max(LeastTradesPerSymbol, TradesPerCheckpoint / Math.Max(1, taken.Count));
        foreach (var chunk in taken.Chunk(SnapshotsInFlight))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var snapshots = await Task.WhenAll(chunk.Select(
                entry => grain(entry.Key).TakeSnapshot(entry.Value, tradeLimit)));
            for (var i = 0; i < chunk.Length; i++)
            {
                var symbol = chunk[i].Key;
                dirty.Taken(symbol, snapshots[i].Number);
                symbols.Add(ToCheckpoint(symbol, snapshots[i]));
                if (snapshots[i].ClosedCandles.Count > 0)
                {
                    candles.Add(new SymbolCandles(symbol, snapshots[i].ClosedCandles));
                }
            }

            if (chunk.Length == SnapshotsInFlight)
            {
                await PoolLine.EndAsync();
            }
        }

        return new CheckpointContent(symbols, candles);
    }

    private static SymbolCheckpoint ToCheckpoint(string symbol, SymbolSnapshot snapshot) =>
        new(symbol, snapshot.ArmingSequence, snapshot.Core, snapshot.RulePageCount, snapshot.RulePages);
}
