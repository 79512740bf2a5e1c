namespace Tripline.Streams.Codec;

/// <summary>A tick whose texts are bytes of somebody else's memory.</summary>
internal ref struct RawTick
{
    /// <summary>The symbol, upper-case ASCII, 1 to 32 bytes.</summary>
    public ReadOnlySpan<byte> Symbol;

    /// <summary>Who numbers it; empty when nobody does.</summary>
    public ReadOnlySpan<byte> Source;

    /// <summary>Its price.</summary>
    public double Price;

    /// <summary>Its size.</summary>
    public double Size;

    /// <summary>Its time, epoch milliseconds.</summary>
    public long TimeMs;

    /// <summary>The source's number of it.</summary>
    public long Sequence;
}
