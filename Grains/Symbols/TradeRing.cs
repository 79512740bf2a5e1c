namespace Tripline.Grains.Symbols;

/// <summary>The newest trades of a symbol, up to a fixed number; the oldest give way. Its memory grows with what it
/// holds.</summary>
internal sealed class TradeRing(int limit)
{
    private const int FirstCapacity = 16;
    private const int Growth = 4;

    // Larger columns live for good and hold no references: in the pinned heap the collector never copies them.
    private const int PinnedCapacity = 256;
    private double[] _prices = [];
    private double[] _sizes = [];
    private long[] _timesMs = [];
    private long[] _positions = [];
    private int _next;

    /// <summary>Trades held.</summary>
    public int Count { get; private set; }

    /// <summary>Takes ticks in log order.</summary>
    public void Append(
        ReadOnlySpan<double> prices,
        ReadOnlySpan<double> sizes,
        ReadOnlySpan<long> timesMs,
        ReadOnlySpan<long> positions)
    {
        var skipped = Math.Max(0, prices.Length - limit);
        EnsureRoom(prices.Length - skipped);
        while (skipped < prices.Length)
        {
            var run = Math.Min(prices.Length - skipped, _prices.Length - _next);
            prices.Slice(skipped, run).CopyTo(_prices.AsSpan(_next));
            sizes.Slice(skipped, run).CopyTo(_sizes.AsSpan(_next));
            timesMs.Slice(skipped, run).CopyTo(_timesMs.AsSpan(_next));
            positions.Slice(skipped, run).CopyTo(_positions.AsSpan(_next));
            _next = _next + run == _prices.Length ? 0 : _next + run;
            Count = Math.Min(Count + run, _prices.Length);
            skipped += run;
        }
    }

    /// <summary>A trade by its age: 0 is the newest.</summary>
    public Trade this[int age]
    {
        get
        {
            var place = _next - 1 - age;
            place = place < 0 ? place + _prices.Length : place;
            return new(_prices[place], _sizes[place], _timesMs[place], _positions[place]);
        }
    }

    private void EnsureRoom(int more)
    {
        var need = (int)Math.Min(limit, (long)Count + more);
        if (need <= _prices.Length)
        {
            return;
        }

        // Only a ring that never wrapped grows, so that its trades stand from place 0 on.
        var capacity = Math.Min(limit, Math.Max(need, Math.Max(FirstCapacity, _prices.Length * Growth)));
        Grow(ref _prices, capacity);
        Grow(ref _sizes, capacity);
        Grow(ref _timesMs, capacity);
        Grow(ref _positions, capacity);
        _next = Count;
    }

    private void Grow<T>(ref T[] column, int capacity)
    {
        var larger = GC.AllocateUninitializedArray<T>(capacity, pinned: capacity >= PinnedCapacity);
        column.AsSpan(0, Count).CopyTo(larger);
        column = larger;
    }
}
