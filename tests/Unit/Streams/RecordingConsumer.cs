using System.Collections.Concurrent;
using Tripline.Storage.Checkpoints;
using Tripline.Streams.Pump;

namespace Tripline.Tests.Unit.Streams;

/// <summary>Notes every tick that a symbol took; a symbol can be made to fail or to wait.</summary>
internal sealed class RecordingConsumer : IPartitionConsumer
{
    private readonly ConcurrentDictionary<string, Symbol> _symbols = new();
    private readonly ConcurrentDictionary<long, bool> _generations = new();
    private int _slices;
    private int _closed;

    /// <summary>Called with the symbol before it takes a slice.</summary>
    public Func<string, Task>? Before { get; set; }

    /// <summary>Says that something changed besides ticks.</summary>
    public volatile bool Dirty;

    public int Slices => Volatile.Read(ref _slices);

    public int Checkpoints { get; private set; }

    /// <summary>How many pumps have ended.</summary>
    public int ClosedCount => Volatile.Read(ref _closed);

    public IReadOnlyList<(double Size, double Price, long TimeMs, long Position)> Taken(string symbol)
    {
        var taken = _symbols.GetValueOrDefault(symbol)?.Taken ?? [];
        lock (taken)
        {
            return [.. taken];
        }
    }

    public int TakenCount => _symbols.Values.Sum(symbol => Count(symbol.Taken));

    /// <summary>The generations of those that opened symbols.</summary>
    public IReadOnlyList<long> Generations => [.. _generations.Keys.Order()];

    public ISymbolConsumer Open(int partition, long generation, string symbol)
    {
        _generations.TryAdd(generation, true);
        return _symbols.GetOrAdd(symbol, name => new Symbol(this, name));
    }

    public ValueTask<CheckpointContent> SnapshotAsync(int partition, CancellationToken cancellationToken) =>
        new(new CheckpointContent(Dirty ? [new SymbolCheckpoint("SPY", 0, default, 0, [])] : [], []));

    public void Checkpointed(int partition)
    {
        Dirty = false;
        Checkpoints++;
    }

    public void Closed(int partition) => Interlocked.Increment(ref _closed);

    private static int Count(List<(double, double, long, long)> taken)
    {
        lock (taken)
        {
            return taken.Count;
        }
    }

    private sealed class Symbol(RecordingConsumer owner, string name) : ISymbolConsumer
    {
        public List<(double, double, long, long)> Taken { get; } = [];

        public async ValueTask DeliverAsync(TickSlice slice, CancellationToken cancellationToken)
        {
            if (owner.Before is { } before)
            {
                await before(name).WaitAsync(cancellationToken);
            }

            lock (Taken)
            {
                for (var i = 0; i < slice.Prices.Length; i++)
                {
                    Taken.Add((slice.Sizes.Span[i], slice.Prices.Span[i], slice.TimesMs.Span[i], slice.Positions.Span[i]));
                }
            }

            Interlocked.Increment(ref owner._slices);
        }
    }
}
