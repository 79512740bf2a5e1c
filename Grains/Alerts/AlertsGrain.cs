using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Tripline.Grains.Symbols;
using Tripline.Storage.Alerts;

namespace Tripline.Grains.Alerts;

/// <summary>Creates alerts. An alert's own grain is not activated for that, which would cost as much as all the rest: until
/// the record is stored nobody knows of it, and from then on its grain finds it.</summary>
[StatelessWorker]
[Reentrant]
public sealed class AlertsGrain(
    [FromKeyedServices(StateStorage.HotPath)] IGrainStorage records, IAlertIndex index, TimeProvider clock)
    : Grain, IAlertsGrain
{
    private string User => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public async Task<AlertState> Create(Guid id, AlertRule rule)
    {
        if (await GrainFactory.GetGrain<IUserGrain>(User).ReserveAlerts(1) == 0)
        {
            throw new RuleLimitException($"User '{User}' has as many alerts as a user may have; delete some first.");
        }

        var record = new AlertRecord { User = User, Rule = rule, CreatedAt = clock.GetUtcNow(), Version = 1, RuleVersion = 1 };
        var stored = new GrainState<AlertRecord>(record);
        var alert = GrainFactory.GetGrain<IAlertGrain>(AlertKey.Format(rule.Symbol, id)).GetGrainId();
        try
        {
            await records.WriteStateAsync(AlertGrain.StateName, alert, stored);
        }
        catch
        {
            await GrainFactory.GetGrain<IUserGrain>(User).ReleaseAlerts(1);
            throw;
        }

        var symbol = GrainFactory.GetSymbol(rule.Symbol);
        try
        {
            // One after the other: who finds the alert in the index finds its record, and what fires is in the index.
            await index.AddAsync(User, id, rule.Symbol, CancellationToken.None);
            return AlertRules.State(id, record, await symbol.Arm(AlertRules.Terms(id, record)));
        }
        catch
        {
            // Where this fails too, a record without a rule is left, which the next Get forgets.
            await Task.WhenAny(Undo(id, alert, stored, symbol));
            throw;
        }
    }

    private async Task Undo(Guid id, GrainId alert, GrainState<AlertRecord> stored, ISymbolGrain symbol)
    {
        if (await symbol.GetRule(id) is not null)
        {
            await symbol.Disarm(id);
        }

        await records.ClearStateAsync(AlertGrain.StateName, alert, stored);
        await index.RemoveAsync(User, id, CancellationToken.None);
        await GrainFactory.GetGrain<IUserGrain>(User).ReleaseAlerts(1);
    }
}
