using Tripline.Streams.Log;

namespace Tripline.Streams;

/// <summary>Puts ticks into the log: finds their partitions, encodes them, and waits until all are durable.</summary>
/// <remarks>
/// A batch of a numbered source reaches several partitions, and a crash can leave it in some of them only. So each
/// record says up to which sequence the source's ticks were all durable when it was appended, and
/// <see cref="LastSequenceAsync"/> answers with that: a source that goes on after it sends part of its last batch again,
/// and the partitions drop what they have.
/// </remarks>
public sealed class TickAppender(ITickLog log, ISourceSequences sequences) : ITickAppender
{
    private readonly InFlightSequences _inFlight = new();

    /// <inheritdoc/>
    public ValueTask AppendAsync(ReadOnlyMemory<Tick> ticks, CancellationToken cancellationToken) =>
        AppendAsync(ticks, LogPosition.MaxTicksPerRecord, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask AppendAsync(
        ReadOnlyMemory<Tick> ticks, int maxTicksPerRecord, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (ticks.IsEmpty)
        {
            return;
        }

        using var claim = _inFlight.Claim(ticks.Span);
        var bundles = new RecordBundle?[log.PartitionCount];
        try
        {
            Encode(ticks.Span, bundles, claim, maxTicksPerRecord);
            await AppendAllAsync(bundles);
        }
        finally
        {
            foreach (var bundle in bundles)
            {
                bundle?.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<long?> LastSequenceAsync(string source, CancellationToken cancellationToken) =>
        sequences.LastSequenceAsync(source, cancellationToken);

    private void Encode(
        ReadOnlySpan<Tick> ticks, RecordBundle?[] bundles, InFlightSequences.Batch claim, int maxTicksPerRecord)
    {
        string? source = null;
        var completeThrough = 0L;
        foreach (ref readonly var tick in ticks)
        {
            if (!ReferenceEquals(tick.Source, source))
            {
                source = tick.Source;
                completeThrough = source is null ? 0 : claim.CompleteThrough(source);
            }

            ref var bundle = ref bundles[SymbolPartition.Of(tick.Symbol, bundles.Length)];
            bundle ??= log.Rent();
            bundle.Add(tick, completeThrough, maxTicksPerRecord);
        }
    }

    private async ValueTask AppendAllAsync(RecordBundle?[] bundles)
    {
        var appends = new ValueTask[bundles.Length];
        for (var partition = 0; partition < bundles.Length; partition++)
        {
            if (bundles[partition] is { } bundle)
            {
#pragma warning disable CA2012 // Each is awaited exactly once, below; together so that the partitions commit side by side.
                appends[partition] = log.AppendAsync(partition, bundle);
#pragma warning restore CA2012
            }
        }

        // All are awaited even if one fails: a bundle may be reused only when the log has let go of it.
        Exception? failure = null;
        foreach (var append in appends)
        {
            try
            {
                await append;
            }
            catch (Exception exception)
            {
                failure ??= exception;
            }
        }

        if (failure is not null)
        {
            throw new IOException(failure.Message, failure);
        }
    }
}
