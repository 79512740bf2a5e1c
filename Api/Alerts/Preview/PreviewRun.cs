using Microsoft.Extensions.Options;
using Tripline.Sources.Text;
using Tripline.Storage.Candles;
using Tripline.Streams.Log;

namespace Tripline.Api.Alerts.Preview;

/// <summary>Answers when a rule would have fired: folds it over the ticks that the log still holds, and over candles
/// before them. Bounded in time, bytes and runs at a time.</summary>
internal sealed class PreviewRun(
    ITickLog log, ICandleHistory candles, TimeProvider clock, IOptions<PreviewOptions> options) : IDisposable
{
    private const int MinuteSeconds = 60;

    private readonly SemaphoreSlim _running = new(options.Value.MaxConcurrent);

    /// <summary>Runs a rule; stops early, with what it has, when a limit is reached.</summary>
    /// <exception cref="OperationCanceledException">The caller wants no answer any more.</exception>
    public async Task<PreviewAnswer> RunAsync(AlertRule rule, CancellationToken cancellationToken)
    {
        await _running.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => FoldAsync(rule, cancellationToken), cancellationToken);
        }
        finally
        {
            _running.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _running.Dispose();

    private async Task<PreviewAnswer> FoldAsync(AlertRule rule, CancellationToken cancellationToken)
    {
        var limits = options.Value;
        var startedAt = clock.GetTimestamp();
        var fold = new PreviewFold(rule, limits.MaxTriggers);
        using var ticks = await SymbolTicks.OpenAsync(log, rule.Symbol, cancellationToken);
        if (!ticks.IsFromStart)
        {
            await FoldCandlesAsync(
                fold, rule.Symbol, await FirstTickMsAsync(rule.Symbol, cancellationToken), cancellationToken);
        }

        string? stopped = null;
        while (stopped is null && ticks.TryRead(fold.Add))
        {
            cancellationToken.ThrowIfCancellationRequested();
            stopped = clock.GetElapsedTime(startedAt).TotalSeconds > limits.MaxSeconds
                ? $"The run stopped after {limits.MaxSeconds} seconds."
                : ticks.BytesRead > limits.MaxLogBytes
                    ? $"The run stopped after {limits.MaxLogBytes >> 20} MiB of the log."
                    : null;
        }

        fold.Flush();
        return new PreviewAnswer(
            rule.Symbol,
            Time(fold.FirstMs),
            Time(fold.LastMs),
            fold.TickCount,
            fold.CandleCount,
            stopped is null,
            stopped,
            fold.TriggerCount,
            fold.SuppressedCount,
            fold.Triggers);
    }

    private async Task FoldCandlesAsync(
        PreviewFold fold, string symbol, long beforeMs, CancellationToken cancellationToken)
    {
        var rows = await candles.ReadAsync(
            symbol, MinuteSeconds, 0, beforeMs - (MinuteSeconds * 1_000) + 1, options.Value.MaxCandles, cancellationToken);

        // Positions below the log's first record; each candle takes four.
        var position = 0L;
        foreach (var row in rows)
        {
            fold.Add(row, position);
            position += 4;
        }
    }

    /// <summary>Event time of the symbol's first tick in the log; the far future when it has none.</summary>
    private async Task<long> FirstTickMsAsync(string symbol, CancellationToken cancellationToken)
    {
        using var ticks = await SymbolTicks.OpenAsync(log, symbol, cancellationToken);
        long? first = null;
        while (first is null && ticks.TryRead((_, _, timeMs, _) => first ??= timeMs))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return first ?? Rfc3339.MaxEpochMs;
    }

    private static DateTimeOffset? Time(long? epochMs) =>
        epochMs is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;
}
