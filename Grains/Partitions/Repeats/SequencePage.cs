namespace Tripline.Grains.Partitions.Repeats;

/// <summary>The last sequences of some neighbouring symbols in one session of a source; a unit of what a checkpoint
/// writes.</summary>
internal sealed class SequencePage
{
    /// <summary>Symbols of a page.</summary>
    public const int Symbols = 256;

    /// <summary>By the symbol's number within the page.</summary>
    public readonly long[] Last = new long[Symbols];

    /// <summary>Number of the first symbol.</summary>
    public int FirstSymbol { get; private set; }

    /// <summary>Whose they are; null when nobody's.</summary>
    public SequenceStream? Stream { get; private set; }

    /// <summary>The first checkpoint that holds what it holds now.</summary>
    public long ChangedIn { get; set; }

    /// <summary>Gives it to a stream.</summary>
    public void Begin(SequenceStream stream, int firstSymbol)
    {
        (Stream, FirstSymbol) = (stream, firstSymbol);
        Array.Fill(Last, stream.Floor);
    }

    /// <summary>Takes it from its stream.</summary>
    public void End() => Stream = null;
}
