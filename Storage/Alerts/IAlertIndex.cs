namespace Tripline.Storage.Alerts;

/// <summary>Finds an alert's symbol, the first half of its grain key, by the alert's id.</summary>
public interface IAlertIndex
{
    /// <summary>Remembers an alert, durable on completion.</summary>
    Task AddAsync(Guid alertId, string symbol, CancellationToken cancellationToken);

    /// <summary>The symbol of an alert; null when there is none.</summary>
    ValueTask<string?> FindSymbolAsync(Guid alertId, CancellationToken cancellationToken);

    /// <summary>Forgets an alert; nothing happens when it is not known.</summary>
    Task RemoveAsync(Guid alertId, CancellationToken cancellationToken);
}
