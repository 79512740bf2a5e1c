using System.Runtime.CompilerServices;
using Tripline.Runtime.Hosting;
using Tripline.Runtime.Placement;

namespace Tripline.Runtime.Activations;

/// <summary>One grain in memory: its instance, its turns and its life.</summary>
internal sealed partial class GrainActivation : TurnScheduler
{
    [ThreadStatic]
    private static GrainActivation? t_underConstruction;

    private Grain? _instance;
    private long _callCount;
    private long _failureCount;
    private long _lastUsedMs;
    private long _keepUntilMs;
    private int _watched;
    private int _partitionPlusOne;

    internal GrainActivation(GrainClass grainClass, string key)
    {
        Class = grainClass;
        Key = key;
        AllInterleave = grainClass.IsReentrant;
        _lastUsedMs = Host.Clock.NowMs;
    }

    /// <summary>The activation whose grain's constructor runs on this thread.</summary>
    internal static GrainActivation? UnderConstruction => t_underConstruction;

    internal GrainClass Class { get; }

    internal string Key { get; }

    internal GrainHost Host => Class.Host;

    internal IGrainFactory GrainFactory => Host.GrainFactory;

    internal IServiceProvider Services => Host.Services;

    /// <summary>The grain; only while active.</summary>
    internal Grain Instance => _instance!;

    internal long CallCount => Volatile.Read(ref _callCount);

    internal long FailureCount => Volatile.Read(ref _failureCount);

    internal long IdleMs => Host.Clock.NowMs - Volatile.Read(ref _lastUsedMs);

    internal bool IsActive => _phase == ActivationPhase.Active;

    /// <summary>The grain's partition, computed when it is first asked for.</summary>
    internal int PartitionBy(IPartitionDirectory directory) => _partitionPlusOne > 0
        ? _partitionPlusOne - 1
        : (_partitionPlusOne = directory.PartitionOf(Key) + 1) - 1;

    /// <summary>Keeps the activation from idle collection for at least that long.</summary>
    internal void DelayDeactivation(TimeSpan timeSpan) => Volatile.Write(
        ref _keepUntilMs,
        timeSpan.TotalMilliseconds >= long.MaxValue / 2 ? long.MaxValue : Host.Clock.NowMs + (long)timeSpan.TotalMilliseconds);

    /// <summary>Forgets that the sweeper watches it if nothing is outstanding any more; true when it did.</summary>
    internal bool StopWatchingIfQuiet()
    {
        if (HasOutstanding)
        {
            return false;
        }

        // A turn may be suspended between the check and the write, and its runner may have seen the old value.
        Interlocked.Exchange(ref _watched, 0);
        return !HasOutstanding || Interlocked.Exchange(ref _watched, 1) == 1;
    }

    /// <inheritdoc/>
    protected override void WatchIfOutstanding()
    {
        if (HasOutstanding && Volatile.Read(ref _watched) == 0 && Interlocked.Exchange(ref _watched, 1) == 0)
        {
            Host.Sweeper.Watch(this);
        }
    }

    /// <inheritdoc/>
    protected override Task BeginTurn(Turn turn)
    {
        var nowMs = Host.Clock.NowMs;
        if (turn.IsCall)
        {
            _callCount++;
        }

        if (turn.IsStale(nowMs, out var outcome))
        {
            return outcome;
        }

        if (turn.CountsAsUse)
        {
            _lastUsedMs = nowMs;
        }

        turn.HasBegun = true;
        var flow = ExecutionContext.Capture();
        try
        {
            outcome = turn.Begin(this) ?? Task.FromException(NullTask(turn));
        }
        catch (Exception failure)
        {
            outcome = Task.FromException(failure);
        }

        RestoreFlow(flow);
        return outcome;
    }

    /// <inheritdoc/>
    protected override void EndTurn(Turn turn, Task outcome)
    {
        if (!outcome.IsCompletedSuccessfully && turn.IsCall)
        {
            _failureCount++;
        }

        turn.End(this, outcome);
        AnswerLater(turn);
    }

    /// <inheritdoc/>
    protected override void OnStrayFailure(Exception failure) => Host.Log.StrayFailure(failure, Class.Name, Key);

    /// <summary>What a turn's synchronous part left in the flow of values (<see cref="AsyncLocal{T}"/>) ends with it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RestoreFlow(ExecutionContext? flow)
    {
        if (flow is not null && !ReferenceEquals(flow, ExecutionContext.Capture()))
        {
            ExecutionContext.Restore(flow);
        }
    }

    private static InvalidOperationException NullTask(Turn turn) =>
        new($"{turn} returned null instead of a task.");
}
