using System.Collections.Concurrent;
using System.Reflection;
using Tripline.Runtime.Activations;
using Tripline.Runtime.Calls;
using Tripline.Runtime.Placement;
using Tripline.Runtime.Statistics;

namespace Tripline.Runtime.Hosting;

/// <summary>A grain class on a host: how its grains behave, and which of them are activated.</summary>
internal sealed class GrainClass
{
    private const string NameEnding = "Grain";

    private readonly ConcurrentDictionary<string, GrainActivation> _activations = new(StringComparer.Ordinal);
    private readonly Func<string, GrainActivation> _create;
    private long _createdCount;
    private long _endedCallCount;
    private long _endedFailureCount;

    internal GrainClass(GrainHost host, Type classType)
    {
        Host = host;
        ClassType = classType;
        Name = NameOf(classType);
        IsReentrant = classType.IsDefined(typeof(ReentrantAttribute));
        StreamNamespaces = [.. classType.GetCustomAttributes<ImplicitStreamSubscriptionAttribute>()
            .Select(attribute => attribute.StreamNamespace)];
        OverridesDeactivation = classType.GetMethod(nameof(Grain.OnDeactivateAsync))!.DeclaringType != typeof(Grain);
        CollectionAge = classType.IsDefined(typeof(KeepAliveAttribute))
            ? TimeSpan.MaxValue
            : classType.GetCustomAttribute<CollectionAgeLimitAttribute>()?.Age ?? host.Options.CollectionAge;
        CollectionAgeMs = CollectionAge == TimeSpan.MaxValue ? long.MaxValue : (long)CollectionAge.TotalMilliseconds;
        Constructor = new GrainConstructor(classType);
        _create = key => new GrainActivation(this, key);
    }

    internal GrainHost Host { get; }

    internal Type ClassType { get; }

    /// <summary>The class's name in lower case, without the ending "grain".</summary>
    internal string Name { get; }

    internal bool IsReentrant { get; }

    internal bool OverridesDeactivation { get; }

    internal IReadOnlyList<string> StreamNamespaces { get; }

    internal TimeSpan CollectionAge { get; }

    /// <summary>The collection age; <see cref="long.MaxValue"/> for never.</summary>
    internal long CollectionAgeMs { get; }

    internal GrainConstructor Constructor { get; }

    internal CallTimeHistogram CallTimes { get; } = new();

    /// <summary>Guards what of an activation is used at its end only.</summary>
    internal Lock EndGate { get; } = new();

    internal IEnumerable<GrainActivation> Activations => _activations.Select(pair => pair.Value);

    internal bool IsEmpty => _activations.IsEmpty;

    internal GrainActivation? Find(string key) => _activations.GetValueOrDefault(key);

    /// <summary>The grain's activation; a new one if there is none.</summary>
    /// <exception cref="ObjectDisposedException">The host has stopped.</exception>
    internal GrainActivation GetOrCreate(string key)
    {
        if (_activations.TryGetValue(key, out var activation))
        {
            return activation;
        }

        ObjectDisposedException.ThrowIf(Host.IsStopped, Host);
        var created = _create(key);
        activation = _activations.GetOrAdd(key, created);
        if (ReferenceEquals(activation, created))
        {
            Interlocked.Increment(ref _createdCount);
        }

        return activation;
    }

    /// <summary>Gives a turn to the grain's next activation; if there can be none, fails it.</summary>
    internal void PassOn(string key, Turn turn)
    {
        if (turn is GrainRequest { Admission: not Admission.Unrouted } call)
        {
            Host.Router!.DispatchAnew(call);
            return;
        }

        try
        {
            GetOrCreate(key).Push(turn);
        }
        catch (ObjectDisposedException failure)
        {
            turn.Outcome = Task.FromException(failure);
            ThreadPool.UnsafeQueueUserWorkItem(turn, preferLocal: false);
        }
    }

    /// <summary>Makes room for the grain's next activation.</summary>
    internal void Remove(GrainActivation activation) => _activations.TryRemove(new(activation.Key, activation));

    /// <summary>Takes over the counts of an activation that has ended.</summary>
    internal void AddEnded(GrainActivation activation)
    {
        Interlocked.Add(ref _endedCallCount, activation.CallCount);
        Interlocked.Add(ref _endedFailureCount, activation.FailureCount);
    }

    /// <summary>Counts a call that failed because there was no activation to run it.</summary>
    internal void AddRefused()
    {
        Interlocked.Increment(ref _endedCallCount);
        Interlocked.Increment(ref _endedFailureCount);
    }

    internal void CollectIdle(long nowMs)
    {
        foreach (var (_, activation) in _activations)
        {
            activation.CollectIfIdle(nowMs);
        }
    }

    internal GrainTypeStatistics TakeStatistics()
    {
        var calls = Interlocked.Read(ref _endedCallCount);
        var failures = Interlocked.Read(ref _endedFailureCount);
        var count = 0;
        long waiting = 0;
        foreach (var (_, activation) in _activations)
        {
            count++;
            calls += activation.CallCount;
            failures += activation.FailureCount;
            waiting += activation.QueueLength;
        }

        return new GrainTypeStatistics(
            Name, count, Interlocked.Read(ref _createdCount), calls, failures,
            CallTimes.Percentile(0.5), CallTimes.Percentile(0.99), waiting);
    }

    private static string NameOf(Type classType)
    {
        var name = classType.Name;
        return (name.Length > NameEnding.Length && name.EndsWith(NameEnding, StringComparison.Ordinal)
            ? name[..^NameEnding.Length]
            : name).ToLowerInvariant();
    }
}
