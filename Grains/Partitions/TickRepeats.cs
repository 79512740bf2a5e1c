using Tripline.Streams;

namespace Tripline.Grains.Partitions;

/// <summary>Asks the partitions of ticks, here or on other silos, which of them came before.</summary>
/// <param name="partitions">Those of this silo.</param>
/// <param name="grains">Reaches the others.</param>
/// <param name="time">The clock of the pauses.</param>
public sealed class TickRepeats(LocalPartitions partitions, IGrainFactory grains, TimeProvider time) : ITickRepeats
{
    private const int Attempts = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    // For all partitions of a request together, that still catch up or cannot be had: a sender waits.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LeastPatience = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc/>
    /// <remarks>A partition that is on its way between two silos for longer than a second, or that cannot be had because the
    /// store is away, is not asked: it drops repeats all the same, but nobody is told.</remarks>
    public async ValueTask<TickClaim> ClaimAsync(ReadOnlyMemory<Tick> ticks, CancellationToken cancellationToken)
    {
        if (Group(ticks.Span) is not { } groups)
        {
            return TickClaim.None;
        }

        var id = Guid.NewGuid();
        var claimed = new List<int>(groups.Count);
        var repeated = new List<int>();
        var startedAt = time.GetTimestamp();

        // One after the other, in one order, so that two callers never wait for each other.
        foreach (var (partition, group) in groups)
        {
            if (await ClaimAsync(partition, id, [.. group.Ticks], startedAt, cancellationToken) is { } found)
            {
                claimed.Add(partition);
                repeated.AddRange(found.Select(index => group.Indexes[index]));
            }
        }

        repeated.Sort();
        return new TickClaim(repeated, isStored => SettleAsync(claimed, id, isStored));
    }

    private SortedDictionary<int, (List<int> Indexes, List<NumberedTick> Ticks)>? Group(ReadOnlySpan<Tick> ticks)
    {
        SortedDictionary<int, (List<int> Indexes, List<NumberedTick> Ticks)>? groups = null;
        for (var index = 0; index < ticks.Length; index++)
        {
            ref readonly var tick = ref ticks[index];
            if (!tick.IsNumbered)
            {
                continue;
            }

            groups ??= [];
            var partition = SymbolPartition.Of(tick.Symbol, partitions.PartitionCount);
            if (!groups.TryGetValue(partition, out var group))
            {
                groups[partition] = group = ([], []);
            }

            group.Indexes.Add(index);
            group.Ticks.Add(new NumberedTick(
                tick.Symbol, tick.Source, tick.Session, tick.Source is null ? Tick.NoSequence : tick.Sequence, tick.Id,
                tick.TimeMs));
        }

        return groups;
    }

    private async Task<int[]?> ClaimAsync(
        int partition, Guid id, NumberedTick[] ticks, long startedAt, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var left = Patience - time.GetElapsedTime(startedAt);
            try
            {
                return partitions.TenureOf(partition) is { } tenure
                    ? await tenure.ClaimAsync(id, ticks, left)
                    : await grains.GetGrain<IPartitionGrain>(partition).Claim(id, ticks, left)
                        .WaitAsync((left > TimeSpan.Zero ? left : TimeSpan.Zero) + LeastPatience, time, cancellationToken);
            }
            catch (Exception failure) when (
                failure is PartitionLeftException or OrleansException or TimeoutException or IOException or OperationCanceledException
                && !cancellationToken.IsCancellationRequested)
            {
                if (attempt == Attempts || left <= TimeSpan.Zero)
                {
                    return null;
                }
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task SettleAsync(List<int> claimed, Guid id, bool isStored)
    {
        foreach (var partition in claimed)
        {
            if (partitions.TenureOf(partition) is { } tenure)
            {
                tenure.Settle(id, isStored);
            }
            else
            {
                // One that is not told ends by itself.
                await grains.GetGrain<IPartitionGrain>(partition).Settle(id, isStored)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
