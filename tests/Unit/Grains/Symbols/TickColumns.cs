using System.Runtime.InteropServices;
using Tripline.Grains.Symbols;

namespace Tripline.Tests.Grains.Symbols;

/// <summary>Ticks of one symbol as columns.</summary>
internal sealed class TickColumns
{
    private readonly List<double> _prices = [];
    private readonly List<double> _sizes = [];
    private readonly List<long> _timesMs = [];
    private readonly List<long> _positions = [];

    public int Count => _prices.Count;

    public IReadOnlyList<double> Prices => _prices;

    public IReadOnlyList<double> Sizes => _sizes;

    public IReadOnlyList<long> TimesMs => _timesMs;

    public IReadOnlyList<long> Positions => _positions;

    public void Add(double price, double size, long timeMs, long position)
    {
        _prices.Add(price);
        _sizes.Add(size);
        _timesMs.Add(timeMs);
        _positions.Add(position);
    }

    /// <summary>Folds a run of the ticks.</summary>
    public void FoldInto(SymbolFold fold, int start, int count) => fold.Fold(
        CollectionsMarshal.AsSpan(_prices).Slice(start, count),
        CollectionsMarshal.AsSpan(_sizes).Slice(start, count),
        CollectionsMarshal.AsSpan(_timesMs).Slice(start, count),
        CollectionsMarshal.AsSpan(_positions).Slice(start, count));

    /// <summary>Folds a run of the ticks, so many at a time.</summary>
    public void FoldInto(SymbolFold fold, int start, int count, int batchSize)
    {
        for (var end = start + count; start < end; start += batchSize)
        {
            FoldInto(fold, start, Math.Min(batchSize, end - start));
        }
    }
}
