using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tripline.Grains.Symbols;

/// <summary>Room for closed candles outside the collected heap. Whoever holds its span keeps the block alive
/// (<see cref="GC.KeepAlive"/>) until it is done with it.</summary>
internal sealed unsafe class CandleBlock : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>Room for so many candles, with whatever was there before.</summary>
    public CandleBlock(int capacity)
        : base(ownsHandle: true)
    {
        Capacity = capacity;
        SetHandle((nint)NativeMemory.Alloc((nuint)capacity, (nuint)sizeof(ClosedCandle)));
    }

    /// <summary>How many it has room for.</summary>
    public int Capacity { get; }

    /// <summary>The candles.</summary>
    public Span<ClosedCandle> Candles => new((void*)handle, Capacity);

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeMemory.Free((void*)handle);
        return true;
    }
}
