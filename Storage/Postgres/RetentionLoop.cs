using Microsoft.Extensions.Logging;

namespace Tripline.Storage.Postgres;

/// <summary>Drops old history now and then, where a retention is set.</summary>
internal sealed class RetentionLoop : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Task _loop;

    public RetentionLoop(PostgresDatabase database, HistoryPartitions history, ILogger<PostgresStorage> logger)
    {
        var options = database.Options;
        _loop = options.TriggerRetention is null && options.CandleRetention.Count == 0
            ? Task.CompletedTask
            : Task.Run(() => RunAsync(database, history, logger));
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task RunAsync(PostgresDatabase database, HistoryPartitions history, ILogger<PostgresStorage> logger)
    {
        using var timer = new PeriodicTimer(database.Options.RetentionInterval, database.Time);
        while (await timer.WaitForNextTickAsync(_end.Token))
        {
            try
            {
                var dropped = await history.DropOldAsync(_end.Token);
                if (dropped > 0)
                {
                    PostgresLog.HistoryDropped(logger, dropped);
                }
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                PostgresLog.RetentionFailed(logger, error);
            }
        }
    }
}
