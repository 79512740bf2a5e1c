namespace Tripline;

/// <summary>A symbol: folds its ticks, watches its rules. Key: the symbol. Its partition brings it the ticks. All methods may run between two batches, also while a
/// batch waits for its triggers to be stored.</summary>
[Alias("tripline.symbol")]
public interface ISymbolGrain : IGrainWithStringKey
{
    /// <summary>Takes the symbol's next ticks, where its partition cannot reach the activation otherwise: completes when
    /// they are folded and their triggers are stored.</summary>
    /// <exception cref="PartitionLeftException">The symbol's silo does not hold the partition.</exception>
    [AlwaysInterleave]
    Task Take(TickBatch batch);

    /// <summary>Arms a rule, or puts new terms in the place of an armed one's; durable on completion. Terms that watch for
    /// the same as before do not arm it anew. A comparison
    /// that holds already fires at the next tick at which it holds.</summary>
    /// <returns>The rule as it is then.</returns>
    /// <exception cref="RuleLimitException">The symbol has as many rules as it may have.</exception>
    [AlwaysInterleave]
    Task<RuleState?> Arm(RuleTerms terms);

    /// <summary>Stops watching a rule but keeps its counts; durable on completion.</summary>
    [AlwaysInterleave]
    Task Pause(Guid alertId);

    /// <summary>Watches a paused rule again, freshly armed; durable on completion.</summary>
    [AlwaysInterleave]
    Task Resume(Guid alertId);

    /// <summary>Forgets a rule; durable on completion.</summary>
    [AlwaysInterleave]
    Task Disarm(Guid alertId);

    /// <summary>A rule's live state; null when the symbol has no such rule.</summary>
    [AlwaysInterleave]
    Task<RuleState?> GetRule(Guid alertId);

    /// <summary>Rules in rising order of alert id, above <paramref name="after"/>, at most
    /// <paramref name="limit"/>, only those in <paramref name="status"/> where that is given.</summary>
    [AlwaysInterleave]
    Task<IReadOnlyList<RuleState>> ListRules(Guid? after, int limit, AlertStatus? status);

    /// <summary>Last price and day statistics.</summary>
    [AlwaysInterleave]
    Task<SymbolSummary> GetSummary();

    /// <summary>What it shows live.</summary>
    [AlwaysInterleave]
    Task<SymbolLive> GetLive();

    /// <summary>The newest trades, newest first, at most <paramref name="limit"/> (1 to 1,000).</summary>
    [AlwaysInterleave]
    Task<IReadOnlyList<Trade>> GetTrades(int limit);

    /// <summary>The candles that history may not hold yet: the running one and those that closed or changed since the
    /// last checkpoint, oldest first.</summary>
    [AlwaysInterleave]
    Task<IReadOnlyList<Candle>> GetRecentCandles(int intervalSeconds);

    /// <summary>Takes a snapshot for a checkpoint. <paramref name="durableNumber"/> is the last snapshot's that was
    /// written (0: none); what it held need not be in the next one. Of the trades it holds the newest
    /// <paramref name="tradeLimit"/> (at least 1).</summary>
    [AlwaysInterleave]
    Task<SymbolSnapshot> TakeSnapshot(long durableNumber, int tradeLimit);
}
