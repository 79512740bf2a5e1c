using Tripline.Streams.Codec;

namespace Tripline.Grains.Partitions;

/// <summary>Tells which of one symbol's ticks came before, as its partition does, for readers of a log's past.</summary>
/// <param name="symbol">The symbol, ASCII.</param>
public sealed class SymbolRepeats(byte[] symbol)
{
    private readonly SourceProgress _sources = new();

    /// <summary>Begins a record.</summary>
    public void Begin(scoped in TickRecordReader record)
    {
        if (record.IsNumbered)
        {
            _sources.Begin(record.Source, record.Session, record.CompleteThrough);
        }
    }

    /// <summary>Takes a tick of the symbol, the last that was read of the record; false when it came before.</summary>
    public bool TryTake(scoped in TickRecordReader record, scoped in TickView tick) =>
        !record.IsNumbered
        || _sources.TryTake(
            _sources.Symbols.Number(symbol), tick.Sequence, record.Source, record.LastId, tick.TimeMs);
}
