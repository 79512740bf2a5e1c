namespace Tripline.Streams.Codec;

/// <summary>One decoded tick; the symbol's bytes are the record's own.</summary>
public readonly ref struct TickView(ReadOnlySpan<byte> symbol, double price, double size, long timeMs, long sequence)
{
    /// <summary>The symbol, ASCII.</summary>
    public ReadOnlySpan<byte> Symbol { get; } = symbol;

    /// <summary>The price.</summary>
    public double Price { get; } = price;

    /// <summary>The traded quantity.</summary>
    public double Size { get; } = size;

    /// <summary>Event time, epoch milliseconds.</summary>
    public long TimeMs { get; } = timeMs;

    /// <summary>The source's own number; 0 when not numbered.</summary>
    public long Sequence { get; } = sequence;
}
