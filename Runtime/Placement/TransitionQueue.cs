using Tripline.Runtime.Calls;
using Tripline.Runtime.Hosting;

namespace Tripline.Runtime.Placement;

/// <summary>The calls that wait for one partition to be served somewhere; those from grains' turns apart from the others,
/// since they may pass earlier. Each kind goes on in the order in which it came.</summary>
internal sealed class TransitionQueue(RoutingDispatcher router, int partition, GateSlot slot)
{
    /// <summary>A call that finds this many waiting fails at once.</summary>
    internal const int MaxWaiting = 50_000;

    private static readonly TimeSpan LeastDelay = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan MostDelay = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private Queue<WaitingCall> _fromTurns = new();
    private Queue<WaitingCall> _fromOutside = new();
    private TaskCompletionSource _changed = NewSignal();
    private TimeSpan _delay = LeastDelay;
    private SiloAddress? _refusedBy;
    private bool _isRunning;

    /// <summary>Adds a call, which that silo may have refused; it goes on when the partition is served.</summary>
    internal void Add(GrainRequest request, SiloAddress? refusedBy)
    {
        lock (_lock)
        {
            if (router.IsStopped)
            {
                request.AnswerOnPool(new ObjectDisposedException(nameof(GrainHost)));
                return;
            }

            if (_fromTurns.Count + _fromOutside.Count < MaxWaiting)
            {
                var queue = request.Admission == Admission.Outside ? _fromOutside : _fromTurns;
                queue.Enqueue(new WaitingCall(request, router.NowMs));
                slot.SetWaiting(_fromTurns.Count, _fromOutside.Count);
                _refusedBy = refusedBy ?? _refusedBy;
                if (!_isRunning)
                {
                    _isRunning = true;
                    _ = Task.Run(RunAsync);
                }

                return;
            }
        }

        request.AnswerOnPool(new PartitionUnavailableException(
            $"Partition {partition}, where {request.Target} lives, is being moved, and {MaxWaiting:N0} calls wait for it "
            + "already. The call has not run. Try again later."));
    }

    /// <summary>The partition entered another phase here.</summary>
    internal void Wake()
    {
        lock (_lock)
        {
            _delay = LeastDelay;
            _changed.TrySetResult();
        }
    }

    /// <summary>Answers the calls that waited long enough, are past their time or cancelled.</summary>
    internal void AnswerOverdue(long nowMs)
    {
        lock (_lock)
        {
            if (_isRunning)
            {
                _fromTurns = WithoutOverdue(_fromTurns, nowMs);
                _fromOutside = WithoutOverdue(_fromOutside, nowMs);
                slot.SetWaiting(_fromTurns.Count, _fromOutside.Count);
            }
        }
    }

    /// <summary>Fails all calls.</summary>
    internal void Fail(Func<Exception> failure)
    {
        lock (_lock)
        {
            foreach (var call in _fromTurns.Concat(_fromOutside))
            {
                call.Request.AnswerOnPool(failure());
            }

            _fromTurns.Clear();
            _fromOutside.Clear();
            slot.SetWaiting(0, 0);
            _changed.TrySetResult();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task RunAsync()
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                _changed = NewSignal();
                changed = _changed.Task;
                if (!GoOn())
                {
                    _isRunning = false;
                    return;
                }
            }

            await WaitForChangeAsync(changed);
        }
    }

    /// <summary>Lets go what can go; false when nothing is left.</summary>
    private bool GoOn()
    {
        GoOn(_fromTurns);
        GoOn(_fromOutside);
        slot.SetWaiting(_fromTurns.Count, _fromOutside.Count);
        return _fromTurns.Count + _fromOutside.Count > 0;
    }

    private void GoOn(Queue<WaitingCall> queue)
    {
        while (queue.TryPeek(out var call)
            && (call.Request.IsAnswered || router.TryPlace(call.Request, partition, slot, _refusedBy)))
        {
            queue.Dequeue();
        }
    }

    /// <summary>Waits for another phase here, for another owner in the directory, or, since the owner may have refused only
    /// because it was not ready, for a while that doubles.</summary>
    private async Task WaitForChangeAsync(Task changed)
    {
        using var ended = new CancellationTokenSource();
        var owner = router.OwnerOf(partition);
        await Task.WhenAny(changed, RefreshAsync(ended.Token));
        if (!changed.IsCompleted && Equals(router.OwnerOf(partition), owner))
        {
            await Task.WhenAny(changed, Task.Delay(_delay, router.TimeProvider, ended.Token));
            _delay = _delay * 2 > MostDelay ? MostDelay : _delay * 2;
        }
        else
        {
            _delay = LeastDelay;
        }

        await ended.CancelAsync();
        lock (_lock)
        {
            _refusedBy = null;
        }
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            await router.RefreshAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Something changed meanwhile.
        }
        catch (Exception failure)
        {
            router.Log.DirectoryUnread(failure, partition);
        }
    }

    private Queue<WaitingCall> WithoutOverdue(Queue<WaitingCall> queue, long nowMs)
    {
        var kept = new Queue<WaitingCall>(queue.Count);
        foreach (var call in queue)
        {
            if (!Answer(call, nowMs))
            {
                kept.Enqueue(call);
            }
        }

        return kept;
    }

    private bool Answer(WaitingCall call, long nowMs)
    {
        var request = call.Request;
        var waited = TimeSpan.FromMilliseconds(nowMs - call.SinceMs);
        if (request.Cancellation is { IsCancellationRequested: true } token)
        {
            request.AnswerOnPool(new OperationCanceledException(token));
        }
        else if (waited > router.TransitionTimeout || nowMs > request.DeadlineMs)
        {
            request.AnswerOnPool(new PartitionUnavailableException(partition, request.Target.ToString(), waited));
        }
        else
        {
            return request.IsAnswered;
        }

        return true;
    }
}
