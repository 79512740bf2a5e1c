namespace Tripline;

/// <summary>An alert. Key: <c>SYMBOL/id</c> (<see cref="AlertKey"/>), so that it lives beside its symbol.</summary>
[Alias("tripline.alert")]
public interface IAlertGrain : IGrainWithStringKey
{
    /// <summary>The alert; null when it does not exist or was deleted.</summary>
    Task<AlertState?> Get();

    /// <summary>Puts a new rule (same symbol) in place of the old. It is armed freshly when its condition, re-arm distance,
    /// cooldown, frequency or expiry changed; otherwise it goes on as it is. A paused alert stays paused.</summary>
    /// <param name="rule">The new rule.</param>
    /// <param name="ifVersion">The version that the caller saw; null for whatever it is.</param>
    Task<AlertChange> Update(AlertRule rule, int? ifVersion);

    /// <summary>Deletes the alert.</summary>
    Task<AlertChange> Delete(int? ifVersion);

    /// <summary>Pauses the alert; nothing happens to a paused one.</summary>
    Task<AlertChange> Pause(int? ifVersion);

    /// <summary>Resumes a paused alert, freshly armed; nothing happens to another one.</summary>
    Task<AlertChange> Resume(int? ifVersion);

    /// <summary>What the alert's triggers say of it; null when the alert does not exist. Asks no other grain, so that a
    /// symbol may ask while calls to it wait. Only rules that an older version armed need it.</summary>
    [AlwaysInterleave]
    Task<RuleDetails?> GetDetails();
}
