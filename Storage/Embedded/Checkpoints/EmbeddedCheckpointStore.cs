using System.Collections.Concurrent;
using Tripline.Storage.Checkpoints;
using Tripline.Storage.Embedded.Candles;
using Tripline.Storage.Embedded.Store;
using Tripline.Storage.Embedded.Values;

namespace Tripline.Storage.Embedded.Checkpoints;

/// <summary>Checkpoints: one value a partition, one or more a symbol, one a page of rules, one a journal entry.</summary>
internal sealed class EmbeddedCheckpointStore(RocksStore store, CandleBook candles) : ICheckpointStore
{
    private readonly ConcurrentDictionary<string, SymbolHead> _heads = new();

    public ValueTask<PartitionCheckpoint?> ReadPartitionAsync(int partition, CancellationToken cancellationToken) =>
        ValueTask.FromResult(
            store.TryRead(StoreKey.Partition(partition), out var value)
                ? CheckpointCodec.ReadPartition(partition, value.Span)
                : null);

    public ValueTask<SymbolCheckpoint?> ReadSymbolAsync(string symbol, CancellationToken cancellationToken)
    {
        if (!store.TryRead(StoreKey.Symbol(symbol, 0), out var first))
        {
            return ValueTask.FromResult<SymbolCheckpoint?>(null);
        }

        var (head, coreStart) = CheckpointCodec.ReadHead(first.Span);
        _heads[symbol] = head;
        var core = first[coreStart..];
        if (head.CoreParts > 1)
        {
            var parts = new List<ReadOnlyMemory<byte>> { core };
            for (var part = 1; part < head.CoreParts; part++)
            {
                parts.Add(Required(StoreKey.Symbol(symbol, part), symbol));
            }

            core = CheckpointCodec.Join(parts);
        }

        var pages = new List<RulePage>(head.RulePages);
        for (var page = 0; page < head.RulePages; page++)
        {
            pages.Add(new RulePage(page, Required(StoreKey.RulePage(symbol, page), symbol)));
        }

        return ValueTask.FromResult<SymbolCheckpoint?>(
            new SymbolCheckpoint(symbol, head.ArmingSequence, core, head.RulePages, pages));
    }

    public async Task WriteAsync(CheckpointWrite checkpoint, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var batch = new StoreBatch();
        var heads = new List<(string Symbol, SymbolHead Head)>(checkpoint.Symbols.Count);
        foreach (var symbol in checkpoint.Symbols)
        {
            heads.Add((symbol.Symbol, AddSymbol(batch, symbol)));
        }

        candles.AddTo(batch, checkpoint.ClosedCandles);
        batch.Put(
            StoreKey.Partition(checkpoint.Partition.Partition), CheckpointCodec.Write(checkpoint.Partition));
        await store.WriteAsync(batch, cancellationToken);
        foreach (var (symbol, head) in heads)
        {
            _heads[symbol] = head;
        }
    }

    public Task AppendArmingAsync(string symbol, ArmingEntry entry, CancellationToken cancellationToken)
    {
        var batch = new StoreBatch();
        batch.Put(
            StoreKey.Arming(symbol, entry.Sequence),
            new ValueWriter().Byte(CheckpointCodec.Version).Number(entry.AfterPosition).Bytes(entry.Bytes.Span).Span);
        return store.WriteAsync(batch, cancellationToken);
    }

    public ValueTask<IReadOnlyList<ArmingEntry>> ReadArmingsAsync(
        string symbol, long afterSequence, CancellationToken cancellationToken)
    {
        var entries = new List<ArmingEntry>();
        var covered = HeadOf(symbol).ArmingSequence;
        for (var sequence = Math.Max(afterSequence, covered) + 1; store.TryRead(StoreKey.Arming(symbol, sequence), out var value); sequence++)
        {
            var reader = new ValueReader(value.Span);
            reader.Version(CheckpointCodec.Version);
            var position = reader.Number();
            entries.Add(new ArmingEntry(sequence, position, value[^reader.Rest.Length..]));
        }

        return ValueTask.FromResult<IReadOnlyList<ArmingEntry>>(entries);
    }

    private SymbolHead AddSymbol(StoreBatch batch, SymbolCheckpoint symbol)
    {
        var name = symbol.Symbol;
        var old = HeadOf(name);
        var head = new SymbolHead(
            symbol.ArmingSequence, symbol.RulePageCount, CheckpointCodec.PartsOf(symbol.Core.Length));
        CheckpointCodec.AddCore(batch, name, head, symbol.Core.Span);
        for (var part = head.CoreParts; part < old.CoreParts; part++)
        {
            batch.Delete(StoreKey.Symbol(name, part));
        }

        foreach (var page in symbol.RulePages)
        {
            batch.Put(StoreKey.RulePage(name, page.Number), page.Bytes.Span);
        }

        for (var page = head.RulePages; page < old.RulePages; page++)
        {
            batch.Delete(StoreKey.RulePage(name, page));
        }

        for (var sequence = old.ArmingSequence + 1; sequence <= symbol.ArmingSequence; sequence++)
        {
            batch.Delete(StoreKey.Arming(name, sequence));
        }

        return head;
    }

    private SymbolHead HeadOf(string symbol)
    {
        if (_heads.TryGetValue(symbol, out var head))
        {
            return head;
        }

        return store.TryRead(StoreKey.Symbol(symbol, 0), out var value)
            ? CheckpointCodec.ReadHead(value.Span).Head
            : new SymbolHead(0, 0, 0);
    }

    private ReadOnlyMemory<byte> Required(ReadOnlySpan<byte> key, string symbol) =>
        store.TryRead(key, out var value)
            ? value
            : throw new IOException($"A part of the checkpoint of symbol {symbol} is missing in the store.");
}
