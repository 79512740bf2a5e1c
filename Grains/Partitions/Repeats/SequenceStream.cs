namespace Tripline.Grains.Partitions.Repeats;

/// <summary>One session of a source, as a partition knows it.</summary>
internal sealed class SequenceStream(byte[] key)
{
    /// <summary>The names of source and session.</summary>
    public byte[] Key => key;

    /// <summary>Its pages by the symbols' numbers; null where it has none of their symbols.</summary>
    public SequencePage?[] Pages { get; set; } = new SequencePage?[1];

    /// <summary>What the last sequence of a symbol counts as before its first.</summary>
    public long Floor { get; set; } = long.MinValue;

    /// <summary>When it was used last, in records of the partition.</summary>
    public long UsedAt { get; set; }
}
