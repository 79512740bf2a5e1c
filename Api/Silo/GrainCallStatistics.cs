using System.Collections.Concurrent;

namespace Tripline.Api.Silo;

/// <summary>Counts the calls that this silo's grains take, by grain type. Turns in which symbols take ticks are no calls.
/// </summary>
internal sealed class GrainCallStatistics(
    IGrainFactory grains, ILocalSiloDetails silo, TimeProvider clock) : IIncomingGrainCallFilter
{
    private static readonly TimeSpan CountEvery = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<GrainType, Counts> _types = new();
    private readonly Lock _gate = new();
    private Task _counting = Task.CompletedTask;
    private long _countedAt = long.MinValue;

    /// <inheritdoc/>
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        var counts = _types.GetOrAdd(context.TargetContext.GrainId.Type, static _ => new Counts());
        var startedAt = clock.GetTimestamp();
        Interlocked.Increment(ref counts.Calls);
        try
        {
            await context.Invoke();
        }
        catch
        {
            Interlocked.Increment(ref counts.Failures);
            throw;
        }
        finally
        {
            counts.Times.Add((long)clock.GetElapsedTime(startedAt).TotalNanoseconds);
        }
    }

    /// <summary>Every type of ours that took a call, by name; activations as counted at most a second ago.</summary>
    public IReadOnlyList<GrainTypeItem> Read()
    {
        lock (_gate)
        {
            if (_counting.IsCompleted
                && (_countedAt == long.MinValue || clock.GetElapsedTime(_countedAt) >= CountEvery))
            {
                _countedAt = clock.GetTimestamp();
                _counting = CountAsync();
            }
        }

        return [.. _types
            .Where(static pair => !pair.Key.IsSystemTarget() && !pair.Key.ToString()!.StartsWith("sys.", StringComparison.Ordinal))
            .Select(static pair => new GrainTypeItem(
                pair.Key.ToString()!,
                Volatile.Read(ref pair.Value.Activations),
                Volatile.Read(ref pair.Value.Calls),
                Volatile.Read(ref pair.Value.Failures),
                pair.Value.Times.Percentile(0.5).TotalMicroseconds,
                pair.Value.Times.Percentile(0.99).TotalMicroseconds,
                0))
            .OrderBy(static item => item.Type, StringComparer.Ordinal)];
    }

    private async Task CountAsync()
    {
        try
        {
            var statistics = await grains.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics(null, [silo.SiloAddress]);
            var found = statistics.GroupBy(static grain => grain.GrainId.Type).ToDictionary(g => g.Key, g => g.Count());
            foreach (var (type, counts) in _types)
            {
                Volatile.Write(ref counts.Activations, found.GetValueOrDefault(type));
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The last count stands; the next look counts again.
        }
    }

    private sealed class Counts
    {
        public long Calls;
        public long Failures;
        public long Activations;

        public CallTimeHistogram Times { get; } = new();
    }
}
