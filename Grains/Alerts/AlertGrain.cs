using Tripline.Grains.Symbols;
using Tripline.Storage.Alerts;

namespace Tripline.Grains.Alerts;

/// <summary>An alert's configuration and lifecycle, once <see cref="AlertsGrain"/> has created it. Its symbol watches the rule
/// and counts.</summary>
public sealed class AlertGrain(
    [PersistentState(AlertGrain.StateName, StateStorage.HotPath)] IPersistentState<AlertRecord> record, IAlertIndex index)
    : Grain, IAlertGrain
{
    internal const string StateName = "alert";

    private string _symbol = "";
    private Guid _id;

    private ISymbolGrain Symbol => GrainFactory.GetSymbol(_symbol);

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (_symbol, _id) = AlertKey.Parse(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<AlertState?> Get()
    {
        if (record.RecordExists)
        {
            return await Reconcile();
        }

        await Disarm();

        // Should it be created yet, the next activation finds its record.
        DeactivateOnIdle();
        return null;
    }

    /// <inheritdoc/>
    public async Task<AlertChange> Update(AlertRule rule, int? ifVersion)
    {
        if (await Refusal(ifVersion) is { } refusal)
        {
            return refusal;
        }

        var version = record.State.Version + 1;
        await Write(record.State with { Rule = rule, Version = version, RuleVersion = version });
        await Symbol.Arm(AlertRules.Terms(_id, record.State));
        if (record.State.IsPaused)
        {
            await Symbol.Pause(_id);
        }

        return new AlertChange(ChangeOutcome.Done, await View());
    }

    /// <inheritdoc/>
    public async Task<AlertChange> Delete(int? ifVersion)
    {
        if (await Refusal(ifVersion) is { } refusal)
        {
            return refusal;
        }

        var last = AlertRules.State(_id, record.State, await Symbol.GetRule(_id)) with { Status = AlertStatus.Deleted };
        await Symbol.Disarm(_id);
        await Forget(record.State.User);
        return new AlertChange(ChangeOutcome.Done, last);
    }

    /// <inheritdoc/>
    public Task<AlertChange> Pause(int? ifVersion) => SetPaused(true, ifVersion);

    /// <inheritdoc/>
    public Task<AlertChange> Resume(int? ifVersion) => SetPaused(false, ifVersion);

    /// <inheritdoc/>
    public Task<RuleDetails?> GetDetails() =>
        Task.FromResult(record.RecordExists ? AlertRules.Details(record.State) : null);

    private async Task<AlertChange> SetPaused(bool paused, int? ifVersion)
    {
        if (await Refusal(ifVersion) is { } refusal)
        {
            return refusal;
        }

        if (record.State.IsPaused != paused)
        {
            await Write(record.State with { IsPaused = paused, Version = record.State.Version + 1 });
            await (paused ? Symbol.Pause(_id) : Symbol.Resume(_id));
        }

        return new AlertChange(ChangeOutcome.Done, await View());
    }

    private async Task<AlertChange?> Refusal(int? ifVersion)
    {
        var alert = await Get();
        if (alert is null)
        {
            return new AlertChange(ChangeOutcome.NotFound, null);
        }

        return ifVersion is { } version && version != alert.Version
            ? new AlertChange(ChangeOutcome.Stale, alert)
            : null;
    }

    /// <summary>Brings the symbol's watch in line with the record, which a crash between the two writes of a change
    /// can have parted; an alert that its symbol does not know was never armed, or is disarmed, and is no more.
    /// </summary>
    private async Task<AlertState?> Reconcile()
    {
        var live = await Symbol.GetRule(_id);
        if (live is null)
        {
            await Forget(record.State.User);
            return null;
        }

        if (live.Version < record.State.RuleVersion)
        {
            await Symbol.Arm(AlertRules.Terms(_id, record.State));
            live = await Symbol.GetRule(_id);
        }

        if (record.State.IsPaused && live?.Status is not AlertStatus.Paused)
        {
            await Symbol.Pause(_id);
        }
        else if (!record.State.IsPaused && live?.Status is AlertStatus.Paused)
        {
            await Symbol.Resume(_id);
        }

        return await View();
    }

    private async Task<AlertState> View() => AlertRules.State(_id, record.State, await Symbol.GetRule(_id));

    private async Task Write(AlertRecord changed)
    {
        var before = record.State;
        record.State = changed;
        try
        {
            await record.StoreAsync();
        }
        catch
        {
            record.State = before;
            throw;
        }
    }

    private async Task Disarm()
    {
        if (await Symbol.GetRule(_id) is not null)
        {
            await Symbol.Disarm(_id);
        }
    }

    private async Task Forget(string user)
    {
        if (record.RecordExists)
        {
            await record.EraseAsync();
        }

        await index.RemoveAsync(user, _id, CancellationToken.None);
        await GrainFactory.GetGrain<IUserGrain>(user).ReleaseAlerts(1);
        DeactivateOnIdle();
    }
}
