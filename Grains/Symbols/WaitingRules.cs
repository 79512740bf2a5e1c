namespace Tripline.Grains.Symbols;

/// <summary>Shows rules with the changes that still wait for their place in the log: who made one sees it at once.</summary>
internal static class WaitingRules
{
    /// <summary>A rule's state; null when there is no such rule, and none is to come.</summary>
    /// <param name="rules">The rules as they are.</param>
    /// <param name="changes">What waits.</param>
    /// <param name="alertId">Whose rule.</param>
    /// <param name="nowMs">The symbol's newest event time.</param>
    public static RuleState? Find(RuleTable rules, ChangeLog changes, Guid alertId, long nowMs)
    {
        var slot = rules.Find(alertId);
        var state = slot >= 0 ? RuleStates.Of(rules, slot, nowMs) : null;
        foreach (var change in changes.WaitingFor(alertId))
        {
            state = After(change, state);
        }

        return state;
    }

    /// <summary>Rules in rising order of alert id above one, as many as a limit, and only those in a status where that is
    /// given.</summary>
    public static IReadOnlyList<RuleState> List(
        RuleTable rules, ChangeLog changes, Guid? after, int limit, AlertStatus? status, long nowMs)
    {
        if (!changes.IsWaiting)
        {
            return RuleStates.List(rules, after, limit, status, nowMs);
        }

        var states = RuleStates.List(rules, null, int.MaxValue, null, nowMs)
            .ToDictionary(static state => state.AlertId, static RuleState? (state) => state);
        foreach (var alertId in changes.WaitingAlerts)
        {
            states[alertId] = Find(rules, changes, alertId, nowMs);
        }

        return [.. states.Values
            .OfType<RuleState>()
            .Where(state => (after is null || state.AlertId.CompareTo(after.Value) > 0) && (status is null || state.Status == status))
            .OrderBy(static state => state.AlertId)
            .Take(limit)];
    }

    private static RuleState? After(RuleChange change, RuleState? state) => change.Kind switch
    {
        RuleChangeKind.Arm when state is null => new(change.AlertId, change.Version, AlertStatus.Armed, 0, 0, null),
        RuleChangeKind.Arm => state with { Version = change.Version },
        RuleChangeKind.Pause when state?.Status is AlertStatus.Armed or AlertStatus.Cooling =>
            state with { Status = AlertStatus.Paused },
        RuleChangeKind.Resume when state?.Status is AlertStatus.Paused => state with { Status = AlertStatus.Armed },
        RuleChangeKind.Disarm => null,
        _ => state,
    };
}
