namespace Tripline.Grains.Symbols;

/// <summary>Candles that closed and are not known to be durable yet, in the order in which they closed, outside the
/// collected heap.</summary>
/// <remarks>Ten thousand symbols that catch up close a hundred thousand candles a second, which all live until their
/// checkpoint: on the collected heap each collection copied what the last one had left.</remarks>
internal sealed class ClosedCandles
{
    private const int FirstCapacity = 4;

    private CandleBlock? _block;
    private int _count;

    /// <summary>Adds one.</summary>
    public void Add(in ClosedCandle candle)
    {
        var block = _count < (_block?.Capacity ?? 0) ? _block! : Grow();
        block.Candles[_count++] = candle;
        GC.KeepAlive(block);
    }

    /// <summary>Those of one length; or all.</summary>
    public List<Candle> Read(int? intervalSeconds = null)
    {
        var read = new List<Candle>(intervalSeconds is null ? _count : 0);
        if (_block is { } block)
        {
            foreach (ref readonly var closed in block.Candles[.._count])
            {
                if (intervalSeconds is null || closed.Candle.IntervalSeconds == intervalSeconds)
                {
                    read.Add(closed.Candle);
                }
            }

            GC.KeepAlive(block);
        }

        return read;
    }

    /// <summary>Forgets those that a durable snapshot held.</summary>
    public void Forget(long durableSnapshot)
    {
        if (_block is not { } block)
        {
            return;
        }

        var candles = block.Candles[.._count];
        var kept = 0;
        foreach (ref readonly var closed in candles)
        {
            if (closed.Snapshot > durableSnapshot)
            {
                candles[kept++] = closed;
            }
        }

        GC.KeepAlive(block);
        _count = kept;
        if (kept == 0)
        {
            block.Dispose();
            _block = null;
        }
    }

    private CandleBlock Grow()
    {
        var larger = new CandleBlock(Math.Max(FirstCapacity, _count * 2));
        if (_block is { } block)
        {
            block.Candles[.._count].CopyTo(larger.Candles);
            block.Dispose();
        }

        _block = larger;
        return larger;
    }
}
