using Tripline.Storage.Candles;
using Tripline.Storage.Triggers;

namespace Tripline.Tests.Api.Fakes;

internal sealed class FakeHistory : ITriggerHistory, ICandleHistory
{
    public List<Trigger> Triggers { get; } = [];

    public List<Candle> Candles { get; } = [];

    public ValueTask<long> ReadLastNumberAsync(string user, CancellationToken cancellationToken) => new(Triggers.Count);

    public ValueTask<IReadOnlyList<TriggerMark>> ReadMarksAsync(
        string user, IReadOnlyCollection<string> symbols, CancellationToken cancellationToken) => new([]);

    public Task AppendAsync(
        string user,
        long expectedLastNumber,
        IReadOnlyList<Trigger> triggers,
        IReadOnlyList<TriggerMark> marks,
        CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask<IReadOnlyList<Trigger>> ReadAsync(TriggerQuery query, CancellationToken cancellationToken) =>
        new(Triggers
            .Where(row => row.Number > query.After
                && (query.Symbol is null || row.Symbol == query.Symbol)
                && (query.AlertId is null || row.AlertId == query.AlertId))
            .Take(query.Limit)
            .ToList());

    public ValueTask<IReadOnlyList<Candle>> ReadAsync(
        string symbol, int intervalSeconds, long fromMs, long toMs, int limit, CancellationToken cancellationToken) =>
        new(Candles
            .Where(row => row.IntervalSeconds == intervalSeconds
                && row.OpenTimeMs >= fromMs && row.OpenTimeMs < toMs)
            .TakeLast(limit)
            .ToList());
}
