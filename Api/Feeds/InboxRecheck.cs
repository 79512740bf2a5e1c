using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tripline.Api.Feeds;

/// <summary>Asks the inboxes that this silo's clients listen to how far they are, once a period and inbox, so that growth
/// whose signal was lost, or never came because the inbox lives on another silo, is heard of all the same.</summary>
internal sealed partial class InboxRecheck(
    TriggerFeed feed, IGrainFactory grains, TimeProvider clock, ILogger<InboxRecheck> logger) : BackgroundService
{
    /// <summary>How often each inbox is asked.</summary>
    internal static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Task> _asked = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _known = new(StringComparer.Ordinal);

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

    /// <summary>Asks every inbox that is listened to and has answered the question before.</summary>
    internal void Look()
    {
        var heard = feed.HeardHere.ToHashSet(StringComparer.Ordinal);
        foreach (var user in heard)
        {
            if (!_asked.TryGetValue(user, out var before) || before.IsCompleted)
            {
                _asked[user] = AskAsync(user);
            }
        }

        foreach (var user in _known.Keys.Where(user => !heard.Contains(user)))
        {
            _known.TryRemove(user, out _);
            _asked.TryRemove(user, out _);
        }
    }

    private async Task AskAsync(string user)
    {
        try
        {
            var last = await grains.GetGrain<IInboxGrain>(user).GetLastNumber();
            if (last > _known.GetValueOrDefault(user))
            {
                _known[user] = last;
                feed.Published(user, last);
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogFailed(failure, user);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Cannot ask the inbox of {User} how far it is")]
    private partial void LogFailed(Exception exception, string user);
}
