using System.Collections.Concurrent;

namespace Tripline.Api.Feeds;

/// <summary>Wakes whoever waits for an inbox to grow.</summary>
internal sealed class TriggerFeed : ITriggerFeed
{
    private readonly ConcurrentDictionary<string, InboxSignal> _users = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Published(string user, long lastNumber)
    {
        if (_users.TryGetValue(user, out var signal))
        {
            signal.Raise(lastNumber);
        }
    }

    /// <summary>The users to whose inboxes clients of this silo listen.</summary>
    public IEnumerable<string> HeardHere => _users.Where(pair => pair.Value.IsHeardHere).Select(pair => pair.Key);

    /// <summary>Starts listening for a client of this silo; dispose of it to stop.</summary>
    public InboxListener Listen(string user) => Signal(user).Listen(forSilo: false);

    /// <summary>Starts listening for another silo; dispose of it to stop.</summary>
    public InboxListener ListenForSilo(string user) => Signal(user).Listen(forSilo: true);

    private InboxSignal Signal(string user) => _users.GetOrAdd(user, static _ => new InboxSignal());
}
