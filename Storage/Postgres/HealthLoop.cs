namespace Tripline.Storage.Postgres;

/// <summary>Asks the server every few seconds whether it takes writes, and remembers the answer.</summary>
internal sealed class HealthLoop : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _end = new();
    private readonly TimeProvider _time;
    private readonly Task _loop;
    private volatile StorageHealth _health;

    /// <param name="check">Asks.</param>
    /// <param name="time">The clock.</param>
    public HealthLoop(Func<CancellationToken, Task<StorageHealth>> check, TimeProvider time)
    {
        _time = time;
        _health = new StorageHealth(true, null, time.GetUtcNow());
        _loop = Task.Run(() => RunAsync(check));
    }

    /// <summary>The last answer.</summary>
    public StorageHealth Health => _health;

    /// <summary>Stops asking.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task RunAsync(Func<CancellationToken, Task<StorageHealth>> check)
    {
        using var timer = new PeriodicTimer(Interval, _time);
        while (await timer.WaitForNextTickAsync(_end.Token))
        {
            var health = await check(_end.Token);
            _health = health.IsHealthy == _health.IsHealthy ? health with { Since = _health.Since } : health;
        }
    }
}
