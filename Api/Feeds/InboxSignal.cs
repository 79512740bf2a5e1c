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

    /// <summary>Whether somebody listens.</summary>
    public bool IsHeard => Volatile.Read(ref _listeners).Length > 0;

    /// <summary>Adds a listener.</summary>
    public InboxListener Listen()
    {
        var listener = new InboxListener(this);
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
