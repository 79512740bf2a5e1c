using System.Collections.Concurrent;

namespace Tripline.Tests.Api.Fakes;

internal sealed class FakeSymbol(string symbol) : ISymbolGrain
{
    public ConcurrentDictionary<Guid, AlertStatus> Alerts { get; } = new();

    public List<Candle> Candles { get; } = [];

    public List<Trade> Trades { get; } = [];

    public SymbolSummary Summary { get; set; } =
        new(symbol, 0, null, 0, 0, 0, 0, 0, 0, 0, null, 0, 0, 0, 0);

    /// <summary>Gives the symbol a last price on a day that opened at another.</summary>
    public SymbolSummary Trade(double price, double dayOpen, double? previousClose = null)
    {
        var (low, high) = (Math.Min(price, dayOpen), Math.Max(price, dayOpen));
        return Summary = new(
            symbol, 3, price, 5, 1_381_152_600_123, dayOpen, high, low, 100, 7, previousClose, Summary.TickCount + 1,
            0, 0, 0);
    }

    public Task<RuleState?> Arm(RuleTerms terms) => Task.FromResult<RuleState?>(null);

    public Task Pause(Guid alertId) => Task.CompletedTask;

    public Task Resume(Guid alertId) => Task.CompletedTask;

    public Task Disarm(Guid alertId) => Task.CompletedTask;

    public Task Take(TickBatch batch) => Task.CompletedTask;

    public Task<RuleState?> GetRule(Guid alertId) => Task.FromResult<RuleState?>(null);

    public Task<IReadOnlyList<RuleState>> ListRules(Guid? after, int limit, AlertStatus? status) =>
        Task.FromResult<IReadOnlyList<RuleState>>(Alerts
            .Where(alert => (after is null || alert.Key.CompareTo(after.Value) > 0)
                && (status is null || alert.Value == status))
            .OrderBy(alert => alert.Key)
            .Take(limit)
            .Select(alert => new RuleState(alert.Key, 1, alert.Value, 0, 0, null))
            .ToList());

    public Task<SymbolSummary> GetSummary() => Task.FromResult(Summary with { AlertCount = Alerts.Count });

    public Task<SymbolLive> GetLive() => Task.FromResult(new SymbolLive(1, Summary, [.. Candles]));

    /// <summary>Thrown by the next questions for trades, one after the other.</summary>
    public Queue<Exception> Failures { get; } = [];

    public Task<IReadOnlyList<Trade>> GetTrades(int limit) => Failures.TryDequeue(out var failure)
        ? Task.FromException<IReadOnlyList<Trade>>(failure)
        : Task.FromResult<IReadOnlyList<Trade>>(Trades.Take(limit).ToList());

    public Task<IReadOnlyList<Candle>> GetRecentCandles(int intervalSeconds) =>
        Task.FromResult<IReadOnlyList<Candle>>(
            Candles.Where(candle => candle.IntervalSeconds == intervalSeconds).ToList());

    public Task<SymbolSnapshot> TakeSnapshot(long durableNumber, int tradeLimit) =>
        Task.FromException<SymbolSnapshot>(new InvalidOperationException("The API takes no snapshots."));
}
