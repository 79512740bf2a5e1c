using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tripline.Grains.Symbols;

/// <summary>Four columns of 8-byte values outside the collected heap. Whoever holds a span of one keeps the block alive
/// (<see cref="GC.KeepAlive"/>) until it is done with it.</summary>
/// <remarks>The trades of ten thousand symbols are hundreds of megabytes that live for good and hold no references;
/// filling them on the collected heap made it collect again and again.</remarks>
internal sealed unsafe class TradeBlock : SafeHandleZeroOrMinusOneIsInvalid
{
    private const int Columns = 4;

    /// <summary>Room for so many trades, with whatever was there before.</summary>
    public TradeBlock(int capacity)
        : base(ownsHandle: true)
    {
        Capacity = capacity;
        SetHandle((nint)NativeMemory.Alloc((nuint)capacity * Columns, sizeof(long)));
    }

    /// <summary>Values a column.</summary>
    public int Capacity { get; }

    /// <summary>The prices.</summary>
    public Span<double> Prices => new((void*)handle, Capacity);

    /// <summary>The sizes.</summary>
    public Span<double> Sizes => new((double*)handle + Capacity, Capacity);

    /// <summary>The event times.</summary>
    public Span<long> TimesMs => new((long*)handle + (2 * Capacity), Capacity);

    /// <summary>The positions.</summary>
    public Span<long> Positions => new((long*)handle + (3 * Capacity), Capacity);

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeMemory.Free((void*)handle);
        return true;
    }
}
