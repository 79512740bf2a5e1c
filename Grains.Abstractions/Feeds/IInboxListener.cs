namespace Tripline;

/// <summary>Is told that an inbox has grown.</summary>
[Alias("tripline.inbox-listener")]
public interface IInboxListener : IGrainObserver
{
    /// <summary>Triggers of a user are stored up to this number. May come twice, late or not at all.</summary>
    [OneWay]
    Task Grew(string user, long lastNumber);
}
