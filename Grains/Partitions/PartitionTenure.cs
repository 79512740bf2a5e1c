using System.Runtime.ExceptionServices;
using Tripline.Grains.Partitions.Repeats;
using Tripline.Storage.Checkpoints;
using Tripline.Streams.Log;
using Tripline.Streams.Provider;

namespace Tripline.Grains.Partitions;

/// <summary>The time for which one activation holds a partition: moves the partition's ticks to their symbols, in log
/// order, and checkpoints how far it is. It never skips a tick that can be read and never goes on before all symbols took
/// theirs. Used by the turns of its grain, apart from what says otherwise.</summary>
#pragma warning disable CA1001 // Without timers its token source holds nothing that needs an end, and others may still look at it.
internal sealed class PartitionTenure
#pragma warning restore CA1001
{
    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromMilliseconds(10);

    private readonly Lock _sourcesGate = new();
    private readonly SourceProgress _sources;
    private readonly DirtySymbols _dirty = new();
    private readonly TaskCompletionSource _caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _over = new();
    private readonly PartitionServices _services;
    private readonly TenureProgress _progress;
    private readonly TenureCheckpoint _checkpoint;
    private readonly RunGrouping _grouping;
    private readonly RepeatClaims _claims;
    private readonly RunDelivery _delivery;
    private readonly PartitionHold _hold;
    private readonly Action<string> _end;
    private volatile string? _broken;
    private Task _passing = Task.CompletedTask;
    private long _passingFrom = -1;
    private long _startEnd;
    private long _nextOffset;
    private long _tickCount;

    /// <param name="hold">The partition and its generation.</param>
    /// <param name="services">What it works with.</param>
    /// <param name="grains">The symbols' grains.</param>
    /// <param name="end">Has its grain end, and is told why: on any thread.</param>
    public PartitionTenure(
        PartitionHold hold, PartitionServices services, Func<string, ISymbolGrain> grains, Action<string> end)
    {
        _hold = hold;
        _services = services;
        _end = end;
        _progress = new TenureProgress(hold.Partition, hold.Generation);
        _sources = new SourceProgress(services.Options.MaxIds);
        _claims = new RepeatClaims(_sources, _sourcesGate, services.Time);
        _grouping = new RunGrouping(_sources);
        _delivery = new RunDelivery(
            hold.Partition, symbol => new SymbolLink(symbol, hold, _dirty, services.Symbols, grains(symbol)));
        var snapshot = new TenureSnapshot(_dirty, grains);
        _checkpoint = new TenureCheckpoint(
            hold.Partition, services, _progress, snapshot.TakeAsync, _dirty.Written, refusal => Break(refusal.Message));
    }

    /// <summary>What is held.</summary>
    public PartitionHold Hold => _hold;

    /// <summary>Completes once it passed the end that the log had at its start. On any thread.</summary>
    public Task CaughtUp => _caughtUp.Task;

    /// <summary>Why it cannot go on, a sentence; null while it can. On any thread.</summary>
    public string? Broken => _broken;

    /// <summary>Offset of the next record. On any thread.</summary>
    public long NextOffset => Volatile.Read(ref _nextOffset);

    /// <summary>How far it is right now. On any thread.</summary>
    public PartitionStatus Status
    {
        get
        {
            var range = _services.Log.Range(_hold.Partition);
            return _progress.Status(range.End, range.TickCount, CaughtUp.IsCompleted, _services.Queues.HeldUp(_hold.Partition), _services.Time);
        }
    }

    /// <summary>The sequence up to which all of a source's ticks are in the log, as far as this partition knows; null when
    /// it has none of them. On any thread.</summary>
    public long? CompleteThrough(string source)
    {
        lock (_sourcesGate)
        {
            return _sources.CompleteThrough(source);
        }
    }

    /// <summary>Says which of some ticks, by index, came before, and claims the others for an append. On any thread.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="ticks">The ticks.</param>
    /// <param name="patience">How long to wait, if need be, until this partition has passed the end that the log had at its
    /// start: it knows no better before.</param>
    public async Task<int[]> ClaimAsync(Guid claim, NumberedTick[] ticks, TimeSpan patience)
    {
        if (patience > TimeSpan.Zero)
        {
            await CaughtUp.WaitAsync(patience, _services.Time, _over.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        ThrowIfOver();
        return await _claims.ClaimAsync(claim, ticks, _over.Token);
    }

    /// <summary>Ends a claim. On any thread.</summary>
    public void Settle(Guid claim, bool isStored) => _claims.Settle(claim, isStored);

    /// <summary>Reads the checkpoint to begin at.</summary>
    /// <exception cref="InvalidDataException">The checkpoint is beyond the log's end: log and checkpoints do not belong
    /// together.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var partition = _hold.Partition;
        var found = await _services.Store.ReadPartitionAsync(partition, cancellationToken);
        var range = await _services.Log.ReadRangeAsync(partition, cancellationToken);
        _nextOffset = FirstOffset(found, range);
        _startEnd = range.End;
        _tickCount = found?.TickCount ?? 0;
        _checkpoint.Start(found);
        if (found is not null)
        {
            var sequences = await _services.Store.ReadSymbolAsync(SourceProgress.SequencesKey(partition), cancellationToken);
            var ids = await _services.Store.ReadSymbolAsync(SourceProgress.IdsKey(partition), cancellationToken);
            lock (_sourcesGate)
            {
                _sources.Load(found.SourceSequences, sequences, ids);
            }
        }

        _progress.Passed(_nextOffset, _tickCount, 0, 0, 0);
        NoteCaughtUp();
        PartitionMessages.Started(_services.Logger, partition, _hold.Generation, _nextOffset, range.End);
    }

    /// <summary>Has its grain end, which ends it. On any thread.</summary>
    public void Leave() => _end("The partition belongs on another silo.");

    /// <summary>A symbol changed otherwise than by a tick. On any thread.</summary>
    public void Changed(string symbol) => _dirty.Add(symbol);

    /// <summary>A symbol's activation has ended; what it folded since the last checkpoint went with it. On any thread.
    /// </summary>
    public void SymbolEnded(string symbol)
    {
        if (_dirty.Holds(symbol))
        {
            Break($"The grain of symbol {symbol} ended alone; the partition goes back to its last checkpoint.");
        }
    }

    /// <summary>Passes a run; completes when all its symbols took their ticks. A run that was passed before is a repeat;
    /// one that is just being passed is waited for.</summary>
    /// <exception cref="TimeoutException">It takes longer than a delivery may; deliver the same run again.</exception>
    /// <exception cref="InvalidOperationException">The tenure is over, or ticks are missing before the run.</exception>
    public async Task PassAsync(TickRun run)
    {
        ThrowIfOver();
        if (run.Records is not { } records || run.NextOffset <= _nextOffset)
        {
            return;
        }

        if (_passing.IsCompleted || _passingFrom != run.From)
        {
            await _passing;
            if (run.From != _nextOffset)
            {
                Break($"The stream went on at offset {run.From}, but {_nextOffset} is next.");
                ThrowIfOver();
            }

            _passingFrom = run.From;
            _passing = PassOrBreakAsync(records);
        }

        await _passing.WaitAsync(_services.Options.DeliveryTimeout, _services.Time);
        if (_checkpoint.IsDue)
        {
            await CheckpointAsync();
        }
    }

    /// <summary>Writes a checkpoint when one is due.</summary>
    public async Task CheckpointIfDueAsync()
    {
        if (_broken is null && _passing.IsCompletedSuccessfully && _checkpoint.IsDue)
        {
            await CheckpointAsync();
        }
    }

    /// <summary>Ends it: with a checkpoint where it can go on and nothing is left half done.</summary>
    /// <param name="cancellationToken">Gives up what it has in hand, and the checkpoint.</param>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_broken is null)
            {
                await _passing.WaitAsync(cancellationToken);
                await CheckpointAsync();
                await _checkpoint.EndAsync().WaitAsync(cancellationToken);
            }

            await _over.CancelAsync();
            await _checkpoint.EndAsync().WaitAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The last checkpoint stands.
            await _over.CancelAsync();
            PartitionMessages.EndedEarly(_services.Logger, _hold.Partition, failure.Message);
        }
        finally
        {
            _broken ??= "It has left this silo.";
            _dirty.Lose();
            PartitionMessages.Ended(_services.Logger, _hold.Partition, _nextOffset, _progress.CheckpointOffset);
        }
    }

    // What fails unexpectedly may have left half of the run behind: only the checkpoint is sure.
    private async Task PassOrBreakAsync(RecordRun run)
    {
        try
        {
            await PassAsync(run);
        }
        catch (Exception failure)
        {
            Break($"A run of the log could not be passed: {failure.Message}");
            throw;
        }
    }

    private async Task PassAsync(RecordRun run)
    {
        _grouping.Begin(run);
        while (GroupMore())
        {
            await PoolLine.EndAsync();
        }

        PartitionMessages.Tell(_services.Logger, _hold.Partition, run.Damage, _grouping.Unreadable);
        var (next, ticks) = (run.NextOffset, run.Records.IsEmpty ? _tickCount : _grouping.TicksAfter ?? _tickCount + run.TickCount);
        var (passedOver, rejected) = (run.Damage.Count + _grouping.Unreadable.Count, run.RejectedCount);
        await _delivery.DeliverAsync(_grouping);
        for (var delay = FirstRetryDelay; _delivery.FailedCount > 0; delay = Longer(delay))
        {
            if (_delivery.Failure is { } failure && failure.IsStaleOwnerOf(_hold.Partition))
            {
                Break(failure.Message);
                ExceptionDispatchInfo.Throw(failure);
            }

            _progress.DeliveryFailed($"{_delivery.FailedCount} symbols did not take their ticks: {_delivery.Failure?.Message}");
            PartitionMessages.DeliveryFailed(
                _services.Logger, _hold.Partition, _delivery.FailedCount, delay, _delivery.Failure);
            await Task.Delay(delay, _services.Time, _over.Token);
            ThrowIfOver();
            await _delivery.DeliverFailedAsync();
        }

        _services.Symbols.CountTurns(_grouping.Present.Length);
        Volatile.Write(ref _nextOffset, next);
        _tickCount = ticks;
        _progress.Passed(next, ticks, _grouping.Repeats, passedOver, rejected);
        NoteCaughtUp();
    }

    private bool GroupMore()
    {
        lock (_sourcesGate)
        {
            return _grouping.LoadMore();
        }
    }

    private async Task CheckpointAsync()
    {
        ThrowIfOver();
        await _checkpoint.BeginAsync(_nextOffset, _tickCount, _sources, _over.Token);
    }

    private void Break(string reason)
    {
        if (Interlocked.CompareExchange(ref _broken, reason, null) is null)
        {
            _dirty.Lose();
            _progress.DeliveryFailed(reason);
            _over.Cancel();
            _end(reason);
        }
    }

    private void ThrowIfOver()
    {
        if (_broken is { } reason)
        {
            throw new PartitionLeftException(_hold.Partition, reason);
        }
    }

    private TimeSpan Longer(TimeSpan delay) =>
        delay * 2 < _services.Options.MaxRetryDelay ? delay * 2 : _services.Options.MaxRetryDelay;

    private void NoteCaughtUp()
    {
        if (_nextOffset >= _startEnd)
        {
            _caughtUp.TrySetResult();
        }
    }

    private long FirstOffset(PartitionCheckpoint? found, PartitionRange range)
    {
        var nextOffset = found?.NextOffset ?? range.Begin;
        if (nextOffset > range.End)
        {
            throw new InvalidDataException(
                $"The checkpoint of partition {_hold.Partition} is at offset {nextOffset}, but its log ends at {range.End}: "
                + "log files are missing, or log and state come from different runs. Restore both from one backup, or "
                + "remove both to start anew.");
        }

        if (nextOffset < range.Begin)
        {
            PartitionMessages.Gap(_services.Logger, _hold.Partition, nextOffset, range.Begin);
            return range.Begin;
        }

        return nextOffset;
    }
}
