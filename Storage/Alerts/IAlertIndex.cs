namespace Tripline.Storage.Alerts;

/// <summary>Knows which alerts exist, whose they are, and each one's symbol, the first half of its grain key.</summary>
public interface IAlertIndex
{
    /// <summary>Remembers an alert, durable on completion.</summary>
    Task AddAsync(string user, Guid alertId, string symbol, CancellationToken cancellationToken);

    /// <summary>The symbol of an alert; null when there is none.</summary>
    ValueTask<string?> FindSymbolAsync(Guid alertId, CancellationToken cancellationToken);

    /// <summary>How many alerts a user has.</summary>
    ValueTask<long> CountAsync(string user, CancellationToken cancellationToken);

    /// <summary>Forgets an alert, durable on completion; nothing happens when it is not known.</summary>
    Task RemoveAsync(string user, Guid alertId, CancellationToken cancellationToken);
}
