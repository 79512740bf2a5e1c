using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Tripline.Grains.Partitions;

namespace Tripline.Api.Silo;

/// <summary>Counts the calls that this silo's grains take, by grain type and by activation. Turns in which symbols take
/// ticks are no calls; those the silo's symbols count themselves.</summary>
internal sealed class GrainCallStatistics(LocalSymbols symbols, TimeProvider clock) : IIncomingGrainCallFilter
{
    private static readonly TimeSpan CountEvery = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<GrainType, Counts> _types = new();
    private readonly ConditionalWeakTable<IGrainContext, ActivationCalls> _activations = [];
    private readonly Lock _gate = new();
    private Dictionary<GrainType, long> _counted = [];
    private long _countedAt = long.MinValue;

    /// <inheritdoc/>
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        var target = context.TargetContext;
        var counts = _types.GetOrAdd(target.GrainId.Type, static _ => new Counts());
        var activation = _activations.GetValue(target, static _ => new ActivationCalls());
        var startedAt = clock.GetTimestamp();
        Interlocked.Increment(ref counts.Calls);
        activation.Begin();
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
            activation.End();
            counts.Times.Add((long)clock.GetElapsedTime(startedAt).TotalNanoseconds);
        }
    }

    /// <summary>Every type of ours that took a call, by name; activations as counted at most a second ago.</summary>
    public IReadOnlyList<GrainTypeItem> Read()
    {
        var activations = CountActivations();
        return [.. _types
            .Where(static pair => IsOurs(pair.Key))
            .Select(pair => new GrainTypeItem(
                pair.Key.ToString()!,
                activations.GetValueOrDefault(pair.Key),
                Volatile.Read(ref pair.Value.Calls),
                Volatile.Read(ref pair.Value.Failures),
                pair.Value.Times.Percentile(0.5).TotalMicroseconds,
                pair.Value.Times.Percentile(0.99).TotalMicroseconds,
                pair.Key == SymbolGrains ? symbols.CountWaiting() : 0))
            .OrderBy(static item => item.Type, StringComparer.Ordinal)];
    }

    /// <summary>The activations of grains of ours, in no order.</summary>
    public IEnumerable<(GrainId Grain, ActivationCalls Calls)> Activations() => _activations
        .Where(static pair => IsOurs(pair.Key.GrainId.Type) && !pair.Key.Deactivated.IsCompleted)
        .Select(static pair => (pair.Key.GrainId, pair.Value));

    internal static GrainType SymbolGrains { get; } = GrainType.Create("symbol");

    private static bool IsOurs(GrainType type) =>
        !type.IsSystemTarget() && !type.ToString()!.StartsWith("sys.", StringComparison.Ordinal);

    private Dictionary<GrainType, long> CountActivations()
    {
        lock (_gate)
        {
            if (_countedAt == long.MinValue || clock.GetElapsedTime(_countedAt) >= CountEvery)
            {
                _countedAt = clock.GetTimestamp();
                _counted = Activations().GroupBy(static found => found.Grain.Type)
                    .ToDictionary(static found => found.Key, static found => found.LongCount());
            }

            return _counted;
        }
    }

    private sealed class Counts
    {
        public long Calls;
        public long Failures;

        public CallTimeHistogram Times { get; } = new();
    }
}
