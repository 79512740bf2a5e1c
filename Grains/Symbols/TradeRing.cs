namespace Tripline.Grains.Symbols;

/// <summary>The newest trades of a symbol, up to a fixed number; the oldest give way. Its memory grows with what it
/// holds.</summary>
internal sealed class TradeRing(int limit)
{
    private const int FirstCapacity = 16;
    private const int Growth = 4;

    // The position of a trade that came late is kept as its complement.
    private TradeBlock? _block;
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
        var block = WithRoomFor(prices.Length - skipped);
        while (skipped < prices.Length)
        {
            var run = Math.Min(prices.Length - skipped, block.Capacity - _next);
            prices.Slice(skipped, run).CopyTo(block.Prices[_next..]);
            sizes.Slice(skipped, run).CopyTo(block.Sizes[_next..]);
            timesMs.Slice(skipped, run).CopyTo(block.TimesMs[_next..]);
            positions.Slice(skipped, run).CopyTo(block.Positions[_next..]);
            _next = _next + run == block.Capacity ? 0 : _next + run;
            Count = Math.Min(Count + run, block.Capacity);
            skipped += run;
        }

        GC.KeepAlive(block);
    }

    /// <summary>A trade by its age: 0 is the newest.</summary>
    public Trade this[int age]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)age, (uint)Count, nameof(age));
            var block = _block!;
            var place = _next - 1 - age;
            place = place < 0 ? place + block.Capacity : place;
            var position = block.Positions[place];
            var trade = new Trade(
                block.Prices[place], block.Sizes[place], block.TimesMs[place], position < 0 ? ~position : position, position < 0);
            GC.KeepAlive(block);
            return trade;
        }
    }

    /// <summary>Says that a trade of that age came late; nothing where it is held no more.</summary>
    public void MarkLate(int age)
    {
        if (age < Count && _block is { } block)
        {
            var place = _next - 1 - age;
            ref var position = ref block.Positions[place < 0 ? place + block.Capacity : place];
            position = Math.Min(position, ~position);
            GC.KeepAlive(block);
        }
    }

    private TradeBlock WithRoomFor(int more)
    {
        var need = (int)Math.Min(limit, (long)Count + more);
        return _block is { } block && need <= block.Capacity ? block : Grow(need);
    }

    // Only a ring that never wrapped grows, so that its trades stand from place 0 on.
    private TradeBlock Grow(int need)
    {
        long capacity = FirstCapacity;
        while (capacity < need)
        {
            capacity *= Growth;
        }

        var larger = new TradeBlock((int)Math.Min(capacity, limit));
        if (_block is { } block)
        {
            block.Prices[..Count].CopyTo(larger.Prices);
            block.Sizes[..Count].CopyTo(larger.Sizes);
            block.TimesMs[..Count].CopyTo(larger.TimesMs);
            block.Positions[..Count].CopyTo(larger.Positions);
            block.Dispose();
        }

        _block = larger;
        _next = Count == larger.Capacity ? 0 : Count;
        return larger;
    }
}
