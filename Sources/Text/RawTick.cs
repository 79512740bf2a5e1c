namespace Tripline.Sources.Text;

#pragma warning disable CA1051 // Readers fill it field by field, by reference.
/// <summary>A tick whose texts are bytes of somebody else's memory.</summary>
public ref struct RawTick
{
    /// <summary>The symbol, upper-case ASCII, 1 to 64 bytes.</summary>
    public ReadOnlySpan<byte> Symbol;

    /// <summary>Who numbers it; empty when nobody does.</summary>
    public ReadOnlySpan<byte> Source;

    /// <summary>Within which its number rises; empty for the session without a name.</summary>
    public ReadOnlySpan<byte> Session;

    /// <summary>Its price.</summary>
    public double Price;

    /// <summary>Its size.</summary>
    public double Size;

    /// <summary>Its time, epoch milliseconds.</summary>
    public long TimeMs;

    /// <summary>The source's number of it; <see cref="Tick.NoSequence"/> when it has none.</summary>
    public long Sequence;

    /// <summary>By which its source tells it from others; zero: by nothing.</summary>
    public UInt128 Id;

    /// <summary>Whether a record of it needs the later form.</summary>
    public readonly bool IsExtended =>
        Id != default || (!Source.IsEmpty && (!Session.IsEmpty || Sequence == Tick.NoSequence));
}
#pragma warning restore CA1051
