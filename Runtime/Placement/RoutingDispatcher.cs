using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Tripline.Runtime.Activations;
using Tripline.Runtime.Calls;
using Tripline.Runtime.Hosting;

namespace Tripline.Runtime.Placement;

/// <summary>Brings a call to its grain where its partition is served: here through the gate, or to the owner that the
/// directory names, or, while neither is so, into a queue.</summary>
internal sealed class RoutingDispatcher : IGrainDispatcher, IPartitionTenants
{
    private readonly ConcurrentDictionary<int, TransitionQueue> _queues = new();
    private readonly GrainHost _host;
    private readonly PlacementServices _placement;

    internal RoutingDispatcher(GrainHost host, PlacementServices placement)
    {
        _host = host;
        _placement = placement;
        placement.Gate.Attach(this);
    }

    internal ILogger Log => _host.Log;

    internal TimeProvider TimeProvider => _host.TimeProvider;

    internal TimeSpan TransitionTimeout => _host.Options.TransitionTimeout;

    internal bool IsStopped => _host.IsStopped;

    internal long NowMs => _host.Clock.NowMs;

    /// <inheritdoc/>
    public void Dispatch(GrainReference target, GrainRequest request)
    {
        var partition = target.PartitionBy(_placement.Directory);
        request.Admission = AdmissionTo(partition);
        Route(request, partition, _placement.Gate.Slot(partition));
    }

    /// <summary>Sends a call anew whose activation ended before it began.</summary>
    internal void DispatchAnew(GrainRequest request)
    {
        var partition = request.Target.PartitionBy(_placement.Directory);
        var slot = _placement.Gate.Slot(partition);
        if (!request.IsIncoming)
        {
            Route(request, partition, slot);
        }
        else if (!TryPlaceHere(request, slot))
        {
            request.AnswerOnPool(PartitionMovedException.Instance);
        }
    }

    /// <summary>Takes a call that another silo made; false when its partition is not served here.</summary>
    internal bool TryDispatchIncoming(GrainRequest request) =>
        TryPlaceHere(request, _placement.Gate.Slot(request.Target.PartitionBy(_placement.Directory)));

    /// <summary>Takes back a call that is known not to have run there.</summary>
    internal void Return(GrainRequest request, SiloAddress from) =>
        QueueOf(request.Target.PartitionBy(_placement.Directory)).Add(request, from);

    /// <summary>Brings a call to where its partition is served; false when that is nowhere, or only where it was refused.
    /// </summary>
    internal bool TryPlace(GrainRequest request, int partition, GateSlot slot, SiloAddress? refusedBy)
    {
        if (TryPlaceHere(request, slot))
        {
            return true;
        }

        if (_placement.Remote is { } remote && OwnerOf(partition) is { } owner && owner != refusedBy)
        {
            remote.Send(owner, request, this);
            return true;
        }

        return false;
    }

    internal SiloAddress? OwnerOf(int partition) => _placement.Directory.OwnerOf(partition);

    internal Task RefreshAsync(CancellationToken cancellationToken) =>
        _placement.Directory.RefreshAsync(cancellationToken);

    /// <inheritdoc/>
    public void AnswerOverdue(long nowMs)
    {
        foreach (var (_, queue) in _queues)
        {
            queue.AnswerOverdue(nowMs);
        }

        _placement.Remote?.AnswerOverdue(nowMs);
    }

    /// <inheritdoc/>
    public void Stop()
    {
        foreach (var (_, queue) in _queues)
        {
            queue.Fail(() => new ObjectDisposedException(nameof(GrainHost)));
        }
    }

    /// <inheritdoc/>
    public async Task EndAsync(int partition, GateSlot slot, CancellationToken cancellationToken)
    {
        while (true)
        {
            // A turn that still runs may call a grain of the partition up behind the listing; it has then either not left
            // the gate or is counted as late.
            var lateBefore = slot.LateCount;
            var activations = ActivationsOf(partition).ToArray();
            if (activations.Length == 0 && slot.EnteringCount == 0 && slot.LateCount == lateBefore)
            {
                return;
            }

            foreach (var activation in activations)
            {
                activation.Deactivate(new DeactivationReason(
                    DeactivationReasonCode.Migrating, $"Partition {partition} leaves the silo."));
            }

            await Task.Yield();
            await Task.WhenAll(activations.Select(activation => activation.WaitForEndAsync())).WaitAsync(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <inheritdoc/>
    public bool HasAny(int partition) => ActivationsOf(partition).Any();

    /// <inheritdoc/>
    public void Changed(int partition)
    {
        if (_queues.TryGetValue(partition, out var queue))
        {
            queue.Wake();
        }
    }

    private void Route(GrainRequest request, int partition, GateSlot slot)
    {
        if (slot.HasWaiting(request.Admission) || !TryPlace(request, partition, slot, refusedBy: null))
        {
            QueueOf(partition).Add(request, refusedBy: null);
        }
    }

    private static bool TryPlaceHere(GrainRequest request, GateSlot slot)
    {
        if (!slot.TryEnter(request.Admission))
        {
            return false;
        }

        try
        {
            var target = request.Target;
            var activation = target.Activation;
            if (activation is null || activation.IsDead)
            {
                activation = target.Activation = target.Class.GetOrCreate(target.Key);
            }

            activation.Push(request);
        }
        catch (ObjectDisposedException failure)
        {
            request.AnswerOnPool(failure);
        }
        finally
        {
            slot.Leave();
        }

        return true;
    }

    private Admission AdmissionTo(int partition)
    {
        if (SynchronizationContext.Current is not GrainActivation caller || !ReferenceEquals(caller.Host, _host))
        {
            return Admission.Outside;
        }

        return caller.PartitionBy(_placement.Directory) == partition ? Admission.OwnTurn : Admission.Turn;
    }

    private IEnumerable<GrainActivation> ActivationsOf(int partition) => _host.Classes.All
        .SelectMany(grainClass => grainClass.Activations)
        .Where(activation => activation.PartitionBy(_placement.Directory) == partition);

    private TransitionQueue QueueOf(int partition) => _queues.GetOrAdd(
        partition, static (p, router) => new TransitionQueue(router, p, router._placement.Gate.Slot(p)), this);
}
