using Tripline.Grains.Partitions;
using Tripline.Streams;

namespace Tripline.Silo.Cluster;

/// <summary>Refuses ticks for a log of this silo's own once another silo has taken over: nobody would fold them.
/// </summary>
internal sealed class OwnersIntake(ITickAppender log, IPartitionTenures tenures) : ITickAppender
{
    /// <inheritdoc/>
    public ValueTask AppendAsync(ReadOnlyMemory<Tick> ticks, CancellationToken cancellationToken) =>
        tenures.NeverAgain(0) is { } reason ? Refuse(reason) : log.AppendAsync(ticks, cancellationToken);

    /// <inheritdoc/>
    public ValueTask AppendAsync(
        ReadOnlyMemory<Tick> ticks, int maxTicksPerRecord, CancellationToken cancellationToken) =>
        tenures.NeverAgain(0) is { } reason
            ? Refuse(reason)
            : log.AppendAsync(ticks, maxTicksPerRecord, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<long?> LastSequenceAsync(string source, CancellationToken cancellationToken) =>
        log.LastSequenceAsync(source, cancellationToken);

    private static ValueTask Refuse(string reason) =>
        ValueTask.FromException(new IOException($"{reason} Send the ticks there."));
}
