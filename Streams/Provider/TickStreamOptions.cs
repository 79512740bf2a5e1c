namespace Tripline.Streams.Provider;

/// <summary>How much of a partition's log is one event of its stream.</summary>
public sealed class TickStreamOptions
{
    /// <summary>Most ticks of a run, 1 to 16,777,216.</summary>
    public int MaxRunTicks { get; set; } = 131_072;

    /// <summary>Most bytes of records that are read at a time, 64 KiB to 1 GiB.</summary>
    public int MaxRunBytes { get; set; } = 8 << 20;
}
