using Microsoft.Extensions.Logging;
using Tripline.Runtime.Activations;
using Tripline.Runtime.Calls;
using Tripline.Runtime.Placement;
using Tripline.Runtime.Statistics;

namespace Tripline.Runtime.Hosting;

/// <summary>Hosts the virtual grains of a process. Ready when made; <see cref="StopAsync"/> ends it.</summary>
public sealed class GrainHost : IDisposable, IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private volatile bool _isStopped;
    private int _isDisposed;

    internal GrainHost(
        RuntimeOptions options, IServiceProvider services, TimeProvider timeProvider, ILogger log,
        PlacementServices? placement = null)
    {
        options.Validate();
        Options = options;
        Services = services;
        TimeProvider = timeProvider;
        Log = log;
        Clock = new CoarseClock(timeProvider);
        ResponseTimeoutMs = (long)options.ResponseTimeout.TotalMilliseconds;
        Sampler = new CallSampler(options.SampleCallTimes);
        var local = new LocalDispatcher();
        Router = placement is null ? null : new RoutingDispatcher(this, placement);
        Dispatcher = Router ?? (IGrainDispatcher)local;
        Classes = new GrainClassCatalog(this, options.GrainClasses);
        if (placement?.Remote is not null)
        {
            Classes.CheckRemoteCalls();
        }

        GrainFactory = new GrainFactory(Classes);
        LocalGrainFactory = Router is null ? GrainFactory : new GrainFactory(Classes, local);
        Streams = new GrainStreams(this);
        Statistics = new GrainStatistics(this);
        Sweeper = new Sweeper(this, SweepPeriod);
    }

    /// <summary>How often overdue calls are looked for.</summary>
    public static TimeSpan SweepPeriod { get; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Gives references to the grains.</summary>
    public IGrainFactory GrainFactory { get; }

    /// <summary>Gives references to grains of this host, past the partitions' gates; for whoever holds the grains'
    /// partition and feeds it.</summary>
    public IGrainFactory LocalGrainFactory { get; }

    /// <summary>Delivers streams to the grains of this host, past the partitions' gates.</summary>
    public GrainStreams Streams { get; }

    /// <summary>Counts what the grains do.</summary>
    public GrainStatistics Statistics { get; }

    internal RuntimeOptions Options { get; }

    internal IServiceProvider Services { get; }

    internal TimeProvider TimeProvider { get; }

    internal ILogger Log { get; }

    internal CoarseClock Clock { get; }

    internal long ResponseTimeoutMs { get; }

    internal CallSampler Sampler { get; }

    internal IGrainDispatcher Dispatcher { get; }

    /// <summary>Brings calls to whichever silo has their partition; null on a silo that has them all.</summary>
    internal RoutingDispatcher? Router { get; }

    internal GrainClassCatalog Classes { get; }

    internal Sweeper Sweeper { get; }

    internal bool IsStopped => _isStopped;

    /// <summary>Cancelled when the host begins to stop.</summary>
    internal CancellationToken Stopping => _stopping.Token;

    /// <summary>The grains that are activated now, at most <paramref name="limit"/>, of one type where it is given.
    /// </summary>
    public IReadOnlyList<ActivationSummary> ListActivations(string? grainType = null, int limit = 1_000) =>
        [.. Classes.All
            .Where(grainClass => grainType is null || grainClass.Name == grainType)
            .SelectMany(grainClass => grainClass.Activations)
            .Take(limit)
            .Select(activation => new ActivationSummary(
                activation.Class.Name, activation.Key, TimeSpan.FromMilliseconds(activation.IdleMs),
                activation.QueueLength, activation.RunningCount, activation.CallCount))];

    /// <summary>Whether a grain is activated now.</summary>
    public bool IsActive(string grainType, string key) => Classes.Find(grainType)?.Find(key) is not null;

    /// <summary>Ends a grain's activation once its present work is done; completes when it is gone. False when the grain is
    /// not activated.</summary>
    public async Task<bool> DeactivateAsync(
        string grainType, string key, CancellationToken cancellationToken = default)
    {
        if (Classes.Find(grainType)?.Find(key) is not { } activation)
        {
            return false;
        }

        activation.Deactivate(new DeactivationReason(DeactivationReasonCode.RuntimeRequested, "An operator asked for it."));
        await activation.WaitForEndAsync().WaitAsync(cancellationToken);
        return true;
    }

    /// <summary>Ends all activations, those included that come up meanwhile, and then refuses calls. Gives up, with a
    /// warning in the log, after <see cref="RuntimeOptions.ShutdownTimeout"/> or when cancelled. Stop whatever calls grains
    /// before. A second call does nothing.</summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (_isStopped)
        {
            return;
        }

        await _stopping.CancelAsync();
        using var limit = new CancellationTokenSource(Options.ShutdownTimeout, TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            while (Classes.All.Any(grainClass => !grainClass.IsEmpty))
            {
                var activations = Classes.All.SelectMany(grainClass => grainClass.Activations).ToArray();
                await DeactivateAllAsync(activations).WaitAsync(either.Token);
            }
        }
        catch (OperationCanceledException)
        {
            Log.Abandoned(Classes.All.Sum(grainClass => grainClass.Activations.Count()), Options.ShutdownTimeout);
        }

        _isStopped = true;
        Dispatcher.Stop();
        Sweeper.Dispose();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Dispose();
    }

    /// <summary>Stops without giving activations their end; prefer <see cref="DisposeAsync"/>.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            _isStopped = true;
            Sweeper.Dispose();
            _stopping.Cancel();
            _stopping.Dispose();
        }
    }

    /// <summary>When a call made now is overdue. The coarse clock may be a period behind, hence one more.</summary>
    internal long DeadlineMs(long methodTimeoutMs) =>
        Clock.NowMs + (methodTimeoutMs > 0 ? methodTimeoutMs : ResponseTimeoutMs) + (long)SweepPeriod.TotalMilliseconds;

    private static Task DeactivateAllAsync(GrainActivation[] activations)
    {
        foreach (var activation in activations)
        {
            activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The silo stops."));
        }

        return Task.WhenAll(activations.Select(activation => activation.WaitForEndAsync()));
    }
}
