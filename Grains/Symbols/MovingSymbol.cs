namespace Tripline.Grains.Symbols;

/// <summary>A symbol whose partition may move while it is asked.</summary>
/// <param name="symbol">Its grain.</param>
/// <param name="time">The clock of the pauses.</param>
internal sealed class MovingSymbol(ISymbolGrain symbol, TimeProvider time) : ISymbolGrain
{
    // Less than a caller waits for the answer.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    public Task Take(TickBatch batch) => symbol.Take(batch);

    public Task<RuleState?> Arm(RuleTerms terms) => CallAsync(() => symbol.Arm(terms));

    public Task Pause(Guid alertId) => CallAsync(() => symbol.Pause(alertId));

    public Task Resume(Guid alertId) => CallAsync(() => symbol.Resume(alertId));

    public Task Disarm(Guid alertId) => CallAsync(() => symbol.Disarm(alertId));

    public Task<RuleState?> GetRule(Guid alertId) => CallAsync(() => symbol.GetRule(alertId));

    public Task<IReadOnlyList<RuleState>> ListRules(Guid? after, int limit, AlertStatus? status) =>
        CallAsync(() => symbol.ListRules(after, limit, status));

    public Task<SymbolSummary> GetSummary() => CallAsync(symbol.GetSummary);

    public Task<SymbolLive> GetLive() => CallAsync(symbol.GetLive);

    public Task<IReadOnlyList<Trade>> GetTrades(int limit) => CallAsync(() => symbol.GetTrades(limit));

    public Task<IReadOnlyList<Candle>> GetRecentCandles(int intervalSeconds) =>
        CallAsync(() => symbol.GetRecentCandles(intervalSeconds));

    public Task<SymbolSnapshot> TakeSnapshot(long durableNumber, int tradeLimit) =>
        symbol.TakeSnapshot(durableNumber, tradeLimit);

    private static bool IsOfAMove(Exception failure) => failure switch
    {
        PartitionLeftException or Storage.StaleOwnerException or OrleansMessageRejectionException => true,
        OrleansException { InnerException: { } inner } => IsOfAMove(inner),
        _ => false,
    };

    private Task<bool> CallAsync(Func<Task> call) => CallAsync(async () =>
    {
        await call();
        return true;
    });

    private async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        var startedAt = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await call();
            }
            catch (Exception failure) when (IsOfAMove(failure) && time.GetElapsedTime(startedAt) < Bound)
            {
                await Task.Delay(pause, time);
            }
        }
    }
}
