namespace Tripline.Api.Feeds;

/// <summary>One user's listeners.</summary>
internal sealed class InboxSignal
{
    private readonly Lock _lock = new();
    private InboxListener[] _listeners = [];

    /// <summary>Says that the inbox holds triggers up to a number.</summary>
    public void Raise(long lastNumber)
    {
        foreach (var listener in Volatile.Read(ref _listeners))
        {
            listener.Raise(lastNumber);
        }
    }

    /// <summary>Whether a client of this silo listens.</summary>
    public bool IsHeardHere => Array.Exists(Volatile.Read(ref _listeners), static listener => !listener.IsForSilo);

    /// <summary>Adds a listener, for a client of this silo or for another silo.</summary>
    public InboxListener Listen(bool forSilo)
    {
        var listener = new InboxListener(this, forSilo);
        lock (_lock)
        {
            _listeners = [.. _listeners, listener];
        }

        return listener;
    }

    /// <summary>Removes a listener.</summary>
    public void Remove(InboxListener listener)
    {
        lock (_lock)
        {
            _listeners = [.. _listeners.Where(other => other != listener)];
        }
    }
}
