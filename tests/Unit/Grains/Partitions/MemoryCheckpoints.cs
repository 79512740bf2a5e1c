using Tripline.Storage.Checkpoints;

namespace Tripline.Tests.Grains.Partitions;

/// <summary>Checkpoints in memory; the writes can be made to fail.</summary>
internal sealed class MemoryCheckpoints : ICheckpointStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, CheckpointWrite> _written = [];
    private readonly Dictionary<string, SymbolCheckpoint> _symbols = [];

    public volatile bool Full;

    /// <summary>What every write fails with.</summary>
    public volatile Exception? Fault;

    /// <summary>What every write waits for.</summary>
    public volatile Task Disk = Task.CompletedTask;

    private int _attempts;

    public int Attempts => Volatile.Read(ref _attempts);

    public CheckpointWrite? Last(int partition)
    {
        lock (_gate)
        {
            return _written.GetValueOrDefault(partition);
        }
    }

    public void Put(PartitionCheckpoint checkpoint) => _written[checkpoint.Partition] = new CheckpointWrite(checkpoint, [], []);

    public ValueTask<PartitionCheckpoint?> ReadPartitionAsync(int partition, CancellationToken cancellationToken) =>
        new(Last(partition)?.Partition);

    public async Task WriteAsync(CheckpointWrite checkpoint, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _attempts);
        if (Fault is { } fault)
        {
            throw fault;
        }

        if (Full)
        {
            throw new IOException("No space left on device");
        }

        await Disk;
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            _written[checkpoint.Partition.Partition] = checkpoint;
            foreach (var symbol in checkpoint.Symbols)
            {
                var pages = _symbols.TryGetValue(symbol.Symbol, out var old)
                    ? old.RulePages.ToDictionary(page => page.Number)
                    : [];
                foreach (var page in symbol.RulePages)
                {
                    pages[page.Number] = page;
                }

                _symbols[symbol.Symbol] = symbol with
                {
                    RulePages = [.. pages.Values.Where(page => page.Number < symbol.RulePageCount).OrderBy(page => page.Number)],
                };
            }
        }
    }

    public ValueTask<SymbolCheckpoint?> ReadSymbolAsync(string symbol, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new(_symbols.GetValueOrDefault(symbol));
        }
    }

    public Task AppendArmingAsync(string symbol, ArmingEntry entry, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public ValueTask<IReadOnlyList<ArmingEntry>> ReadArmingsAsync(
        string symbol, long afterSequence, CancellationToken cancellationToken) => new([]);
}
