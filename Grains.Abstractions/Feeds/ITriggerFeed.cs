namespace Tripline;

/// <summary>Is told that an inbox has grown. One a silo, injected into grains.</summary>
public interface ITriggerFeed
{
    /// <summary>Triggers of a user are stored up to this number. Never blocks.</summary>
    void Published(string user, long lastNumber);
}
