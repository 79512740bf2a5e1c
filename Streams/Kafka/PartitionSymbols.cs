using System.Text;

namespace Tripline.Streams.Kafka;

/// <summary>Tells which symbols belong to a partition; asks the hash once for each symbol.</summary>
/// <remarks>A record that was keyed otherwise is not to be processed: two silos would each own a part of the symbol.
/// </remarks>
internal sealed class PartitionSymbols(int partition, int partitionCount)
{
    // Symbols of other partitions are a mistake; a stream of ever new ones must not fill the memory.
    private const int MaxKnown = 1 << 20;
    private SymbolTable _known = new();
    private int[] _partitions = new int[1024];
    private int _count;

    /// <summary>Why the symbol must not be in this partition; null when it belongs here.</summary>
    public string? Fault(ReadOnlySpan<byte> symbol)
    {
        var number = _known.Number(symbol);
        var owner = number < _count ? _partitions[number] : Learn(symbol, number);
        return owner == partition ? null : Describe(symbol, owner);
    }

    private int Learn(ReadOnlySpan<byte> symbol, int number)
    {
        var owner = SymbolPartition.Of(symbol, partitionCount);
        if (number >= MaxKnown)
        {
            _known = new SymbolTable();
            _count = 0;
            return owner;
        }

        if (number == _partitions.Length)
        {
            Array.Resize(ref _partitions, number * 2);
        }

        _partitions[number] = owner;
        _count = number + 1;
        return owner;
    }

    private string Describe(ReadOnlySpan<byte> symbol, int owner) =>
        $"is wrongly keyed: {Encoding.ASCII.GetString(symbol)} belongs to partition {owner}, not {partition}; key records "
        + "by symbol, in upper case, with the partitioner murmur2_random";
}
