using Tripline.Sources;
using Tripline.Streams;

namespace Tripline.Silo.Cluster;

/// <summary>Refuses ticks for a log of this silo's own once another silo has taken over: nobody would fold them.
/// </summary>
internal sealed class OwnersIntake(ITickAppender log, PartitionOwnership ownership) : ITickAppender
{
    private bool IsTakenOver => ownership is { HasJoined: true, Standings.Count: 0 };

    /// <inheritdoc/>
    public ValueTask AppendAsync(ReadOnlyMemory<Tick> ticks, CancellationToken cancellationToken) =>
        IsTakenOver ? Refuse() : log.AppendAsync(ticks, cancellationToken);

    /// <inheritdoc/>
    public ValueTask AppendAsync(
        ReadOnlyMemory<Tick> ticks, int maxTicksPerRecord, CancellationToken cancellationToken) =>
        IsTakenOver ? Refuse() : log.AppendAsync(ticks, maxTicksPerRecord, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<long?> LastSequenceAsync(string source, CancellationToken cancellationToken) =>
        log.LastSequenceAsync(source, cancellationToken);

    private static ValueTask Refuse() => ValueTask.FromException(new IOException(
        "Another silo has taken the partitions in the database; this one folds no more. Send the ticks there."));
}
