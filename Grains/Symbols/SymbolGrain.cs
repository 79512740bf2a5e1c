using Tripline.Grains.Partitions;
using Tripline.Grains.Users;
using Tripline.Storage.Checkpoints;

namespace Tripline.Grains.Symbols;

/// <summary>A symbol's grain: loads the fold, feeds it, and passes on what fires. What a symbol is, is in
/// <see cref="SymbolFold"/>.</summary>
[KeepAlive]
[SymbolPlacement]
public sealed class SymbolGrain(
    ICheckpointStore checkpoints,
    ISymbolActivity activity,
    LocalSymbols locals,
    LocalPartitions partitions,
    InboxAppends inboxes,
    SymbolOptions options)
    : Grain, ISymbolGrain, ITickTaker, ILiveSymbol
{
    private string _symbol = "";
    private int _partition = -1;
    private SymbolFold _fold = null!;
    private ArmingJournal _journal = null!;
    private CrossingOutbox _outbox = null!;
    private MissingDetails? _missing;
    private bool _isKnown;
    private LocalSymbol? _local;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _symbol = this.GetPrimaryKeyString();
        var hold = await partitions.WhenHeldAsync(_symbol, cancellationToken);
        _fold = new SymbolFold(_symbol, new SymbolFoldOptions { LatenessMs = (int)options.Lateness.TotalMilliseconds });
        var checkpoint = await checkpoints.ReadSymbolAsync(_symbol, cancellationToken);
        if (checkpoint is not null)
        {
            _fold.Restore(checkpoint.Core.Span, checkpoint.RulePages);
        }

        var armings = await checkpoints.ReadArmingsAsync(_symbol, _fold.ArmingSequence, cancellationToken);
        _fold.Replay(armings);
        _journal = new ArmingJournal(_fold, checkpoints, _symbol);
        if (armings.Count > 0)
        {
            _journal.StartAfter(armings[^1].Sequence);
        }

        if (_fold.AlertsWithoutDetails().Count > 0)
        {
            _missing = new MissingDetails(_fold, _journal, GrainFactory);
        }

        _outbox = new CrossingOutbox(_fold, inboxes, options.CrossingsInFlight);

        // What was written of a symbol was written after it had been added.
        _isKnown = checkpoint is not null;
        _local = locals.Add(_symbol, GrainContext, this);
        if (hold is { } held && !partitions.IsHeld(held))
        {
            // What was read may be another silo's by now. Those that are here when a partition leaves, it ends itself.
            locals.Remove(_symbol, _local);
            throw new PartitionLeftException(held.Partition, "It left while the symbol was read.");
        }
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_local is { } local)
        {
            locals.Remove(_symbol, local);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task Take(TickBatch batch)
    {
        var hold = new PartitionHold(batch.Partition, batch.Generation);
        if (!partitions.IsHeld(hold))
        {
            if (!partitions.IsHeld(batch.Partition))
            {
                // Its partition is on another silo now; the next call finds it there.
                DeactivateOnIdle();
            }

            throw new PartitionLeftException(batch.Partition, $"Its ticks of {_symbol} are taken where it is held.");
        }

        await TakeAsync(new TickSlice(batch.Prices, batch.Sizes, batch.TimesMs, batch.Positions), hold);
    }

    ValueTask ITickTaker.TakeAsync(in TickSlice slice, PartitionHold hold) => TakeAsync(slice, hold);

    /// <inheritdoc/>
    public async Task<RuleState?> Arm(RuleTerms terms)
    {
        if (_fold.RuleCount >= options.MaxRules && !_fold.Contains(terms.AlertId))
        {
            throw new RuleLimitException($"{_symbol} has {options.MaxRules} alerts, the most a symbol may have.");
        }

        await (_isKnown
            ? Change(RuleChange.Arm(terms))
            : Task.WhenAll(BecomeKnown(), Change(RuleChange.Arm(terms))));
        return _fold.GetRule(terms.AlertId);
    }

    /// <inheritdoc/>
    public Task Pause(Guid alertId) => Change(RuleChange.Pause(alertId));

    /// <inheritdoc/>
    public Task Resume(Guid alertId) => Change(RuleChange.Resume(alertId));

    /// <inheritdoc/>
    public Task Disarm(Guid alertId) => Change(RuleChange.Disarm(alertId));

    /// <inheritdoc/>
    public Task<RuleState?> GetRule(Guid alertId) => Task.FromResult(Settled().GetRule(alertId));

    /// <inheritdoc/>
    public Task<IReadOnlyList<RuleState>> ListRules(Guid? after, int limit, AlertStatus? status) =>
        Task.FromResult(Settled().ListRules(after, limit, status));

    /// <inheritdoc/>
    public Task<SymbolSummary> GetSummary() => Task.FromResult(Settled().Summary(_partition));

    /// <inheritdoc/>
    public Task<SymbolLive> GetLive() => Task.FromResult(ReadLive());

    /// <inheritdoc/>
    public SymbolLive ReadLive()
    {
        var candles = new List<Candle>();
        foreach (var intervalSeconds in CandleIntervals.Seconds)
        {
            candles.AddRange(_fold.RecentCandles(intervalSeconds).TakeLast(2));
        }

        return new SymbolLive(_local!.Version, _fold.Summary(_partition), [.. candles]);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Trade>> GetTrades(int limit) => Task.FromResult(_fold.Trades(limit));

    /// <inheritdoc/>
    public Task<IReadOnlyList<Candle>> GetRecentCandles(int intervalSeconds) =>
        Task.FromResult(_fold.RecentCandles(intervalSeconds));

    /// <inheritdoc/>
    public Task<SymbolSnapshot> TakeSnapshot(long durableNumber, int tradeLimit) =>
        Task.FromResult(Settled().TakeSnapshot(durableNumber, tradeLimit));

    private async Task Change(RuleChange change)
    {
        // Ticks that were acknowledged before are not tested against it, those that come after are.
        var afterPosition = await partitions.AcknowledgedAsync(_symbol);
        await _journal.Append(change, afterPosition);
        activity.Changed(_symbol);
        _local!.Changed();
    }

    // Where the symbol has no tick up to where its partition is, nothing else moves on what waits.
    private SymbolFold Settled()
    {
        if (_fold.IsWaiting)
        {
            _fold.Pass(partitions.PassedPosition(_symbol));
        }

        return _fold;
    }

    private ValueTask TakeAsync(in TickSlice slice, PartitionHold hold)
    {
        if (!_journal.IsIdle || !_isKnown || _missing is not null)
        {
            return FoldWhenReady(slice, hold);
        }

        Fold(slice, hold);
        return _outbox.IsEmpty ? ValueTask.CompletedTask : new ValueTask(_outbox.Deliver(hold));
    }

    private async Task BecomeKnown()
    {
        await GrainFactory.GetGrain<ISymbolDirectoryGrain>(ISymbolDirectoryGrain.Key).Add(_symbol);
        _isKnown = true;
    }

    private async ValueTask FoldWhenReady(TickSlice slice, PartitionHold hold)
    {
        if (!_isKnown)
        {
            await BecomeKnown();
        }

        if (_missing is not null)
        {
            await _missing.Fill();
            _missing = null;
        }

        await _journal.BeginBatch();
        try
        {
            Fold(slice, hold);
        }
        finally
        {
            _journal.EndBatch();
        }

        await _outbox.Deliver(hold);
    }

    private void Fold(in TickSlice slice, PartitionHold hold)
    {
        _partition = hold.Partition;
        _fold.Fold(slice.Prices.Span, slice.Sizes.Span, slice.TimesMs.Span, slice.Positions.Span);
        _local!.Changed();
    }
}
