using Orleans.Streams.Core;
using Orleans.Streams;
using Tripline.Streams;
using Tripline.Streams.Provider;

namespace Tripline.Grains.Partitions;

/// <summary>Holds a partition from its activation to its end. What it does with the ticks is in
/// <see cref="PartitionTenure"/>.</summary>
[KeepAlive]
[PartitionPlacement]
[ImplicitStreamSubscription(TickStreams.Name)]
public sealed class PartitionGrain(PartitionServices services)
    : Grain, IPartitionGrain, IStreamSubscriptionObserver, IAsyncObserver<TickRun>
{
    private static readonly TimeSpan EndBound = TimeSpan.FromSeconds(8);

    private PartitionTenure? _tenure;
    private Task _ending = Task.CompletedTask;

    private int Partition => (int)this.GetPrimaryKeyLong();

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (services.Partitions.IsLeaving)
        {
            throw new PartitionLeftException(Partition, "It stops.");
        }

        if (services.Tenures.NeverAgain(Partition) is not null)
        {
            return;
        }

        var generation = await services.Tenures.TakeAsync(Partition, cancellationToken);
        var context = GrainContext;
        var tenure = new PartitionTenure(
            new PartitionHold(Partition, generation),
            services,
            symbol => GrainFactory.GetGrain<ISymbolGrain>(symbol),
            reason => context.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, reason)));
        await tenure.StartAsync(cancellationToken);
        services.Partitions.Add(tenure);
        _tenure = tenure;
        this.RegisterGrainTimer(
            static (held, _) => held.CheckpointIfDueAsync(),
            tenure,
            new GrainTimerCreationOptions(
                TenureCheckpoint.FirstDelay(Partition, services.Options), services.Options.CheckpointInterval));

        // Whoever reads the log for it finds where to go on, although nothing new may come.
        services.Queues.Poke(Partition);
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await EndAsync();
        if (reason.ReasonCode != DeactivationReasonCode.ShuttingDown && !services.Partitions.IsLeaving)
        {
            // Whoever reads the log next finds where to go on.
            services.Queues.Poke(Partition);
        }
    }

    /// <inheritdoc/>
    public async Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory)
    {
        if (handleFactory.ProviderName == TickStreams.Name)
        {
            await handleFactory.Create<TickRun>().ResumeAsync(this, TickStreams.Before(_tenure?.NextOffset ?? 0));
        }
    }

    /// <inheritdoc/>
    public Task OnNextAsync(TickRun item, StreamSequenceToken? token = null) =>
        _tenure?.PassAsync(item) ?? Task.CompletedTask;

    /// <inheritdoc/>
    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<long> Hold() => Task.FromResult(_tenure?.Hold.Generation ?? 0);

    /// <inheritdoc/>
    public async Task<bool> MoveTo(SiloAddress silo)
    {
        if (silo.Equals(GrainContext.Address.SiloAddress))
        {
            return _tenure is { Broken: null };
        }

        PartitionMessages.Moves(services.Logger, Partition, silo);
        await Leave();
        return false;
    }

    /// <inheritdoc/>
    public Task<int[]> Claim(Guid claim, NumberedTick[] ticks, TimeSpan patience) => _tenure is { } tenure
        ? tenure.ClaimAsync(claim, ticks, patience)
        : throw new PartitionLeftException(Partition, "Its ticks are told apart where it is held.");

    /// <inheritdoc/>
    public Task Settle(Guid claim, bool isStored)
    {
        _tenure?.Settle(claim, isStored);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task Leave()
    {
        await EndAsync();
        DeactivateOnIdle();
    }

    private Task EndAsync()
    {
        if (_tenure is not { } tenure)
        {
            return _ending;
        }

        _tenure = null;
        return _ending = EndAsync(tenure);
    }

    // Another silo may fold on; what stayed here would show, and fold on, a past.
    private void EndSymbols()
    {
        var count = services.Partitions.PartitionCount;
        services.Symbols.End(symbol => SymbolPartition.Of(symbol, count) == Partition);
    }

    private async Task EndAsync(PartitionTenure tenure)
    {
        using var bound = new CancellationTokenSource(EndBound, services.Time);
        await tenure.EndAsync(bound.Token);
        services.Partitions.Remove(tenure);
        services.Tenures.Release(Partition);
        if (!services.Tenures.AreAllHere)
        {
            EndSymbols();
        }
    }
}
