using System.Net.WebSockets;
using Tripline.Tests.Integration.Support;

namespace Tripline.Bench.Failover;

/// <summary>A SignalR client at each silo that is followed; it comes back when its connection ends, and goes on after the
/// last trigger that any of them saw.</summary>
internal sealed class TriggerWatch(ProbeSymbols probes, ProbeLedger ledger) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Dictionary<SiloProcess, (CancellationTokenSource Ending, Task Watching)> _followed = [];
    private long _lastNumber;

    /// <summary>Follows these silos and no others.</summary>
    public async Task FollowAsync(IReadOnlyCollection<SiloProcess> silos)
    {
        foreach (var silo in _followed.Keys.Except(silos).ToList())
        {
            _followed.Remove(silo, out var followed);
            await followed.Ending.CancelAsync();
            await followed.Watching;
            followed.Ending.Dispose();
        }

        foreach (var silo in silos.Except(_followed.Keys).ToList())
        {
            var ending = new CancellationTokenSource();
            _followed.Add(silo, (ending, Task.Run(() => WatchAsync(silo, ending.Token))));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await FollowAsync([]);

    private async Task WatchAsync(SiloProcess silo, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var client = await HubClient.ConnectAsync(silo.Address, cancellationToken: cancellationToken);
                await client.InvokeAsync("WatchTriggers", Volatile.Read(ref _lastNumber));
                await foreach (var arguments in client.Events("trigger").ReadAllAsync(cancellationToken))
                {
                    Take(ReceivedTrigger.Read(arguments[0]));
                }
            }
            catch (Exception fault) when (fault is WebSocketException or HttpRequestException or IOException
                or InvalidOperationException or TimeoutException)
            {
                // It is not up yet, or has gone.
                await Task.Delay(Pause, CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private void Take(ReceivedTrigger trigger)
    {
        if (probes.PartitionOf(trigger.Symbol) is { } partition)
        {
            ledger.Seen(partition, trigger.TimeMs);
        }

        for (var last = Volatile.Read(ref _lastNumber); last < trigger.Number;)
        {
            last = Interlocked.CompareExchange(ref _lastNumber, trigger.Number, last);
        }
    }
}
