using Tripline.Storage.Checkpoints;

namespace Tripline.Grains.Symbols;

/// <summary>A symbol's grain: loads the fold, feeds it, and passes on what fires. What a symbol is, is in
/// <see cref="SymbolFold"/>.</summary>
[KeepAlive]
[ImplicitStreamSubscription(TickBatch.StreamNamespace)]
public sealed class SymbolGrain(
    ICheckpointStore checkpoints,
    IMarketFeed market,
    ISymbolActivity activity,
    SymbolOptions options)
    : Grain, ISymbolGrain, IStreamSubscriptionObserver, IAsyncObserver<TickBatch>
{
    private string _symbol = "";
    private int _partition = -1;
    private SymbolFold _fold = null!;
    private ArmingJournal _journal = null!;
    private CrossingOutbox _outbox = null!;
    private MissingDetails? _missing;
    private bool _isKnown;
    private ISymbolFeed _feed = null!;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _symbol = this.GetPrimaryKeyString();
        _fold = new SymbolFold(_symbol, new SymbolFoldOptions { LatenessMs = (int)options.Lateness.TotalMilliseconds });
        var checkpoint = await checkpoints.ReadSymbolAsync(_symbol, cancellationToken);
        if (checkpoint is not null)
        {
            _fold.Restore(
                checkpoint.Core.Span,
                [.. checkpoint.RulePages.Select(page => new SnapshotPage(page.Number, page.Bytes))]);
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

        _outbox = new CrossingOutbox(_fold, GrainFactory, options.CrossingsInFlight);
        _feed = market.Open(_symbol);

        // What was written of a symbol was written after it had been added.
        _isKnown = checkpoint is not null;
    }

    /// <inheritdoc/>
    public async Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        await handleFactory.Create<TickBatch>().ResumeAsync(this);

    /// <inheritdoc/>
    public Task OnNextAsync(TickBatch item, StreamSequenceToken? token = null)
    {
        if (!_journal.IsIdle || !_isKnown || _missing is not null)
        {
            return FoldWhenReady(item);
        }

        Fold(item);
        return _outbox.IsEmpty ? Task.CompletedTask : _outbox.Deliver(new PartitionHold(item.Partition, item.Generation));
    }

    /// <inheritdoc/>
    public Task OnCompletedAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task Arm(RuleTerms terms)
    {
        if (_fold.RuleCount >= options.MaxRules && !_fold.Contains(terms.AlertId))
        {
            throw new RuleLimitException($"{_symbol} has {options.MaxRules} alerts, the most a symbol may have.");
        }

        return _isKnown
            ? Change(RuleChange.Arm(terms))
            : Task.WhenAll(BecomeKnown(), Change(RuleChange.Arm(terms)));
    }

    /// <inheritdoc/>
    public Task Pause(Guid alertId) => Change(RuleChange.Pause(alertId));

    /// <inheritdoc/>
    public Task Resume(Guid alertId) => Change(RuleChange.Resume(alertId));

    /// <inheritdoc/>
    public Task Disarm(Guid alertId) => Change(RuleChange.Disarm(alertId));

    /// <inheritdoc/>
    public Task<RuleState?> GetRule(Guid alertId) => Task.FromResult(_fold.GetRule(alertId));

    /// <inheritdoc/>
    public Task<IReadOnlyList<RuleState>> ListRules(Guid? after, int limit, RuleCondition? condition) =>
        Task.FromResult(_fold.ListRules(after, limit, condition));

    /// <inheritdoc/>
    public Task<SymbolSummary> GetSummary() => Task.FromResult(_fold.Summary(_partition));

    /// <inheritdoc/>
    public Task<IReadOnlyList<Trade>> GetTrades(int limit) => Task.FromResult(_fold.Trades(limit));

    /// <inheritdoc/>
    public Task<IReadOnlyList<Candle>> GetRecentCandles(int intervalSeconds) =>
        Task.FromResult(_fold.RecentCandles(intervalSeconds));

    /// <inheritdoc/>
    public Task<SymbolSnapshot> TakeSnapshot(long durableNumber, int tradeLimit) =>
        Task.FromResult(_fold.TakeSnapshot(durableNumber, tradeLimit));

    private async Task Change(RuleChange change)
    {
        await _journal.Append(change);
        activity.Changed(_symbol);
    }

    private async Task BecomeKnown()
    {
        await GrainFactory.GetGrain<ISymbolDirectoryGrain>(ISymbolDirectoryGrain.Key).Add(_symbol);
        _isKnown = true;
    }

    private async Task FoldWhenReady(TickBatch batch)
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
            Fold(batch);
        }
        finally
        {
            _journal.EndBatch();
        }

        await _outbox.Deliver(new PartitionHold(batch.Partition, batch.Generation));
    }

    private void Fold(TickBatch batch)
    {
        _partition = batch.Partition;
        _fold.Fold(batch.Prices.Span, batch.Sizes.Span, batch.TimesMs.Span, batch.Positions.Span);
        if (_feed.IsWatched)
        {
            _feed.PublishSummary(_fold.Summary(_partition));
            foreach (var intervalSeconds in CandleIntervals.Seconds)
            {
                if (_fold.RecentCandles(intervalSeconds) is [.., var running])
                {
                    _feed.PublishCandle(running);
                }
            }
        }
    }
}
