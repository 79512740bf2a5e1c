namespace Tripline.Silo.Cluster;

/// <summary>One partition's life on this silo: taken, folded, served, given back; then perhaps again. What it still has
/// to end from one time ends before the next begins.</summary>
internal sealed class PartitionWorker(
    int partition, IPartitionWork work, OwnershipOptions options, TimeProvider time, ILogger logger)
{
    // Of the time for leaving, what the pump gets, and what waiting for the other pumps may take besides.
    private const double PumpShare = 0.6;
    private const double MeetShare = 0.1;
    private const double WholeShare = 0.95;

    private readonly Lock _gate = new();
    private Tenure? _tenure;
    private Task _last = Task.CompletedTask;
    private Task _stopping = Task.CompletedTask;
    private volatile PartitionStage _stage;
    private volatile string? _problem;

    /// <summary>How this silo stands with the partition.</summary>
    public PartitionStanding Standing
    {
        get
        {
            lock (_gate)
            {
                var isOver = _tenure is null || _tenure.Over.IsCancellationRequested;
                return new PartitionStanding(
                    partition,
                    _stage is PartitionStage.Absent && !isOver ? PartitionStage.Taking : _stage,
                    isOver ? 0 : _tenure!.Generation,
                    _problem);
            }
        }
    }

    /// <summary>Whether the partition is assigned to this silo.</summary>
    public bool IsAssigned
    {
        get
        {
            lock (_gate)
            {
                return _tenure is { Over.IsCancellationRequested: false };
            }
        }
    }

    /// <summary>The partition is this silo's; nothing happens when it is already.</summary>
    public void Assign()
    {
        var tenure = new Tenure();
        var ended = new TaskCompletionSource();
        Task before;
        lock (_gate)
        {
            if (_tenure is { Over.IsCancellationRequested: false })
            {
                return;
            }

            _tenure = tenure;
            before = _last;
            _last = ended.Task;
        }

        _ = RunAsync(before, tenure, ended);
    }

    /// <summary>The partition is wanted back. The task completes when it may be another silo's.</summary>
    public Task Revoke(LeaveTogether together)
    {
        if (Current is { } tenure)
        {
            tenure.End(together);
            return tenure.Left;
        }

        together.Arrive();
        return Task.CompletedTask;
    }

    /// <summary>The partition is somebody else's already.</summary>
    public void Drop() => Current?.Drop();

    /// <summary>A write with that generation was refused. Returns whether that ends the partition's time here, which
    /// it does not when the generation is an earlier one or the partition is leaving anyway.</summary>
    public bool Refused(long generation) => generation > 0 && Current is { } tenure && tenure.Generation == generation && tenure.Drop();

    /// <summary>Gives up what did not leave in time.</summary>
    public void Abandon()
    {
        Drop();
        work.Release(partition);
    }

    private Tenure? Current
    {
        get
        {
            lock (_gate)
            {
                return _tenure;
            }
        }
    }

    private async Task RunAsync(Task before, Tenure tenure, TaskCompletionSource ended)
    {
        await before;
        if (tenure.TryBegin())
        {
            await RunAsync(tenure);
        }

        ended.SetResult();
    }

    private async Task RunAsync(Tenure tenure)
    {
        for (var delay = options.FirstRetryDelay; !tenure.Over.IsCancellationRequested; delay = Longer(delay))
        {
            await HoldAsync(tenure);
            if (!tenure.Over.IsCancellationRequested)
            {
                await EmptyAsync();
                _stage = PartitionStage.Taking;
                await PauseAsync(delay, tenure.Over);
            }
        }

        tenure.Arrive();
        tenure.SetLeft();
        await EmptyAsync();
        (_stage, _problem) = (PartitionStage.Absent, null);
    }

    /// <summary>From taking the partition to its end, or to what keeps it from being held.</summary>
    private async Task HoldAsync(Tenure tenure)
    {
        var startedAt = time.GetTimestamp();
        try
        {
            _stage = PartitionStage.Taking;
            tenure.Generation = await work.TakeAsync(partition, tenure.Over);
            tenure.Over.ThrowIfCancellationRequested();
            _stage = PartitionStage.Folding;
            OwnershipLog.Taken(logger, partition, tenure.Generation);
            await work.StartAsync(partition, tenure.Generation, tenure.Over);
            var ended = work.WhenEndedAsync(partition);
            await await Task.WhenAny(work.WhenCaughtUpAsync(partition, tenure.Over), ended);
            tenure.Over.ThrowIfCancellationRequested();
            if (!ended.IsCompleted)
            {
                work.Serve(partition);
                (_stage, _problem) = (PartitionStage.Serving, null);
                OwnershipLog.Serving(logger, partition, time.GetElapsedTime(startedAt));
                await ended.WaitAsync(tenure.Over);
            }

            _problem = "Its pump ended.";
            OwnershipLog.NotHeld(logger, partition, _problem, null);
        }
        catch (OperationCanceledException) when (tenure.Over.IsCancellationRequested)
        {
            // Given back or dropped.
        }
        catch (Exception exception)
        {
            _problem = exception.Message;
            OwnershipLog.NotHeld(logger, partition, exception.Message, exception);
        }

        await LeaveAsync(tenure);
    }

    private async Task LeaveAsync(Tenure tenure)
    {
        var startedAt = time.GetTimestamp();
        var inOrder = tenure.Over.IsCancellationRequested && !tenure.Dropped.IsCancellationRequested;
        if (!inOrder)
        {
            work.Release(partition);
        }

        if (tenure.Generation > 0)
        {
            _stage = PartitionStage.Leaving;
            work.BeginLeave(partition);
            using (var limit = new CancellationTokenSource(options.LeaveTimeout * PumpShare, time))
            using (var giveUp = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, tenure.Dropped))
            {
                _stopping = StopAsync(inOrder, giveUp.Token);
                await Task.WhenAny(_stopping, Never(giveUp.Token));
            }
        }

        await tenure.MeetAsync(options.LeaveTimeout * MeetShare, time);
        if (tenure.Generation > 0)
        {
            var rest = (options.LeaveTimeout * WholeShare) - time.GetElapsedTime(startedAt);
            var isClosed = await work.CloseAsync(partition, rest > TimeSpan.Zero ? rest : TimeSpan.Zero);
            _stage = PartitionStage.Ending;
            OwnershipLog.Left(logger, partition, tenure.Generation, isClosed, time.GetElapsedTime(startedAt));
        }

        work.Release(partition);
        tenure.Generation = 0;
    }

    private async Task StopAsync(bool withCheckpoint, CancellationToken giveUp)
    {
        try
        {
            await work.StopAsync(partition, withCheckpoint, giveUp);
        }
        catch (Exception exception)
        {
            OwnershipLog.NotHeld(logger, partition, exception.Message, exception);
        }
    }

    /// <summary>Waits until nothing of the partition runs here any more.</summary>
    private async Task EmptyAsync()
    {
        if (_stage is not PartitionStage.Ending)
        {
            return;
        }

        // A pump that outlived its time may have woken grains.
        await _stopping;
        while (!await work.CloseAsync(partition, options.LeaveTimeout))
        {
            OwnershipLog.StillEnding(logger, partition);
        }
    }

    private TimeSpan Longer(TimeSpan delay) =>
        delay * 2 < options.MaxRetryDelay ? delay * 2 : options.MaxRetryDelay;

    private async Task PauseAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(delay, time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Over.
        }
    }

    private static Task Never(CancellationToken cancellationToken) =>
        Task.Delay(Timeout.Infinite, cancellationToken);
}
