namespace Tripline.Sources;

/// <summary>Where a source puts its ticks: the tick log, seen from the source's side.</summary>
public interface ITickSink
{
    /// <summary>Appends ticks, in order, to the logs of their symbols' partitions and completes when all of them are
    /// durable. The memory may be reused after completion.</summary>
    /// <exception cref="IOException">The log cannot be written (full disk, folder gone); nothing of this call counts
    /// as accepted and the caller may append the same ticks again.</exception>
    ValueTask AppendAsync(ReadOnlyMemory<Tick> ticks, CancellationToken cancellationToken);

    /// <summary>The sequence up to which all of a numbered source's ticks are in the log; null when it holds none. Some
    /// of the source's last append may be there besides, in the partitions that a crash left it in; they may be appended
    /// again under their numbers. Completes once the partitions have read their logs to the end that they had at start.
    /// </summary>
    ValueTask<long?> LastSequenceAsync(string source, CancellationToken cancellationToken);
}
