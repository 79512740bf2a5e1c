using System.Collections.Concurrent;

namespace Tripline.Api.Feeds;

/// <summary>Wakes whoever waits for an inbox to grow. The inboxes tell it, wherever they live.</summary>
internal sealed class TriggerFeed : IInboxListener
{
    private readonly ConcurrentDictionary<string, InboxSignal> _users = new(StringComparer.Ordinal);

    /// <summary>The users to whose inboxes clients of this silo listen.</summary>
    public IEnumerable<string> Heard => _users.Where(pair => pair.Value.IsHeard).Select(pair => pair.Key);

    /// <inheritdoc/>
    public Task Grew(string user, long lastNumber)
    {
        if (_users.TryGetValue(user, out var signal))
        {
            signal.Raise(lastNumber);
        }

        return Task.CompletedTask;
    }

    /// <summary>Starts listening; dispose of it to stop.</summary>
    public InboxListener Listen(string user) => _users.GetOrAdd(user, static _ => new InboxSignal()).Listen();
}
