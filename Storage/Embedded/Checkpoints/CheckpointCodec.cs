using Tripline.Storage.Checkpoints;
using Tripline.Storage.Embedded.Store;
using Tripline.Storage.Embedded.Values;

namespace Tripline.Storage.Embedded.Checkpoints;

/// <summary>The bytes of checkpoints.</summary>
internal static class CheckpointCodec
{
    /// <summary>The form of all values here.</summary>
    public const byte Version = 1;

    private const int PartBytes = 1 << 20;

    /// <summary>How many values a core of this length takes.</summary>
    public static int PartsOf(int coreBytes) => Math.Max(1, (coreBytes + PartBytes - 1) / PartBytes);

    /// <summary>Adds a symbol's head and core to a batch.</summary>
    public static void AddCore(StoreBatch batch, string symbol, SymbolHead head, ReadOnlySpan<byte> core)
    {
        var first = new ValueWriter().Byte(Version).Number(head.ArmingSequence).Number(head.RulePages)
            .Number(head.CoreParts).Bytes(core[..Math.Min(core.Length, PartBytes)]);
        batch.Put(StoreKey.Symbol(symbol, 0), first.Span);
        for (var part = 1; part < head.CoreParts; part++)
        {
            var rest = core[(part * PartBytes)..];
            batch.Put(StoreKey.Symbol(symbol, part), rest[..Math.Min(rest.Length, PartBytes)]);
        }
    }

    /// <summary>A symbol's head, and where the core begins after it.</summary>
    public static (SymbolHead Head, int CoreStart) ReadHead(ReadOnlySpan<byte> value)
    {
        var reader = new ValueReader(value);
        reader.Version(Version);
        var head = new SymbolHead(reader.Number(), (int)reader.Number(), (int)reader.Number());
        return (head, value.Length - reader.Rest.Length);
    }

    /// <summary>The parts of a core as one.</summary>
    public static byte[] Join(List<ReadOnlyMemory<byte>> parts)
    {
        var joined = new byte[parts.Sum(part => part.Length)];
        var at = 0;
        foreach (var part in parts)
        {
            part.Span.CopyTo(joined.AsSpan(at));
            at += part.Length;
        }

        return joined;
    }

    /// <summary>A partition's checkpoint in bytes.</summary>
    public static ReadOnlySpan<byte> Write(PartitionCheckpoint partition)
    {
        var writer = new ValueWriter().Byte(Version).Number(partition.NextOffset).Number(partition.TickCount)
            .Number(partition.SourceSequences.Count);
        foreach (var (source, sequence) in partition.SourceSequences)
        {
            writer.Text(source).Number(sequence);
        }

        return writer.Span;
    }

    /// <summary>A partition's checkpoint from bytes.</summary>
    public static PartitionCheckpoint ReadPartition(int partition, ReadOnlySpan<byte> value)
    {
        var reader = new ValueReader(value);
        reader.Version(Version);
        var offset = reader.Number();
        var ticks = reader.Number();
        var sequences = new Dictionary<string, long>();
        for (var count = reader.Number(); count > 0; count--)
        {
            var source = reader.Text()!;
            sequences[source] = reader.Number();
        }

        return new PartitionCheckpoint(partition, offset, ticks, sequences);
    }
}
