namespace Tripline.Streams;

/// <summary>Knows how far each numbered source's ticks are in the log.</summary>
public interface ISourceSequences
{
    /// <summary>The highest sequence up to which all of the source's ticks are in the log; null when it holds none of
    /// the source. Completes once every partition has been read to the end that it had at start.</summary>
    ValueTask<long?> LastSequenceAsync(string source, CancellationToken cancellationToken);
}
