namespace Tripline.Storage.Embedded.Log;

/// <summary>Where a record stands and how much of the log it takes, in eight bytes: the address divided by four in the
/// upper 44 bits, the space divided by four in the lower 20.</summary>
/// <param name="Packed">The two numbers; 0 for no place.</param>
internal readonly record struct RecordPlace(ulong Packed)
{
    /// <summary>Highest address that fits, 64 TiB: bytes ever written, not bytes kept.</summary>
    public const long MaxAddress = (1L << 46) - 4;

    private const int SpaceBits = 20;

    /// <summary>No place.</summary>
    public static RecordPlace None => default;

    /// <summary>The address of the record's frame.</summary>
    public long Address => (long)(Packed >> SpaceBits) << 2;

    /// <summary>Bytes taken in the log, frame and alignment included.</summary>
    public int Space => (int)(Packed & ((1u << SpaceBits) - 1)) << 2;

    /// <summary>Whether this is a place.</summary>
    public bool Exists => Packed != 0;

    /// <summary>The place at an address (a multiple of 4) of a space (a multiple of 4, below 4 MiB).</summary>
    public static RecordPlace At(long address, int space) => new(((ulong)address >> 2 << SpaceBits) | (uint)(space >> 2));
}
