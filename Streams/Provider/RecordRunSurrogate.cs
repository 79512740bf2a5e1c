using Tripline.Streams.Log;

namespace Tripline.Streams.Provider;

/// <summary>A <see cref="RecordRun"/> on its way to another silo: its records' bytes only, not the whole buffer.</summary>
[GenerateSerializer, Alias("tripline.record-run")]
internal struct RecordRunSurrogate
{
    /// <summary>The records' bytes, one after the other.</summary>
    [Id(0)]
    public byte[] Bytes;

    /// <summary>Of each record: offset, length, index of its first tick, ticks.</summary>
    [Id(1)]
    public long[] Records;

    /// <summary>Of each damaged stretch: from, until.</summary>
    [Id(2)]
    public long[] Damage;

    /// <summary>Of each damaged stretch: what was found there.</summary>
    [Id(3)]
    public string[] Reasons;

    /// <summary>Records that were put aside.</summary>
    [Id(4)]
    public int RejectedCount;

    /// <summary>Offset after the run.</summary>
    [Id(5)]
    public long NextOffset;
}
