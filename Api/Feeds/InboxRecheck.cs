using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tripline.Api.Feeds;

/// <summary>Has the inboxes that this silo's clients listen to tell this silo when they grow, and asks them once a period
/// how far they are, so that growth whose signal was lost, as when an inbox moves, is heard of all the same.</summary>
internal sealed partial class InboxRecheck(
    TriggerFeed feed, IGrainFactory grains, TimeProvider clock, ILogger<InboxRecheck> logger) : BackgroundService
{
    /// <summary>How often each inbox is asked.</summary>
    internal static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Task> _asked = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _known = new(StringComparer.Ordinal);
    private readonly Lazy<IInboxListener> _here = new(() => grains.CreateObjectReference<IInboxListener>(feed));

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Look();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    /// <summary>Asks one inbox now, so that a client which begins to listen need not wait for the next look.</summary>
    /// <returns>The last number in it.</returns>
    public async Task<long> AskAsync(string user)
    {
        var last = await grains.GetGrain<IInboxGrain>(user).Listen(_here.Value);
        if (last > _known.GetValueOrDefault(user))
        {
            _known[user] = last;
            await feed.Grew(user, last);
        }

        return last;
    }

    /// <summary>Asks one inbox now, without waiting; an answer that fails to come is asked for by the next look.</summary>
    public void Ask(string user) => _asked[user] = TryAskAsync(user);

    /// <summary>Asks every inbox that is listened to and has answered the question before.</summary>
    internal void Look()
    {
        var heard = feed.Heard.ToHashSet(StringComparer.Ordinal);
        foreach (var user in heard)
        {
            if (!_asked.TryGetValue(user, out var before) || before.IsCompleted)
            {
                Ask(user);
            }
        }

        foreach (var user in _known.Keys.Where(user => !heard.Contains(user)))
        {
            _known.TryRemove(user, out _);
            _asked.TryRemove(user, out _);
        }
    }

    private async Task TryAskAsync(string user)
    {
        try
        {
            await AskAsync(user);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogFailed(failure, user);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Cannot ask the inbox of {User} how far it is")]
    private partial void LogFailed(Exception exception, string user);
}
