namespace Tripline;

/// <summary>Makes a user's alerts, on the silo of the caller. Key: the user.</summary>
[Alias("tripline.alerts")]
public interface IAlertsGrain : IGrainWithStringKey
{
    /// <summary>Creates and arms an alert; durable and armed on completion.</summary>
    /// <param name="id">Its id, which no alert has yet.</param>
    /// <param name="rule">What is asked for.</param>
    /// <exception cref="RuleLimitException">A limit is reached; nothing was created.</exception>
    Task<AlertState> Create(Guid id, AlertRule rule);
}
