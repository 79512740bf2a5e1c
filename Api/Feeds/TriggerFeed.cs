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

    /// <summary>Starts listening; dispose of it to stop.</summary>
    public InboxListener Listen(string user) => _users.GetOrAdd(user, static _ => new InboxSignal()).Listen();
}
