namespace Tripline.Tests.Api.Fakes;

internal sealed class FakeAlert(string key, FakeGrains grains) : IAlertGrain
{
    private readonly (string Symbol, Guid AlertId) _key = AlertKey.Parse(key);
    private AlertState? _state;

    /// <summary>Creates it, as <see cref="FakeAlerts"/> asks for.</summary>
    public async Task<AlertState> CreateAsync(string user, AlertRule rule)
    {
        var createdAt = DateTimeOffset.UnixEpoch.AddDays(20_000);
        _state = new(_key.AlertId, user, rule, AlertStatus.Armed, 0, 0, null, createdAt, 1);
        await grains.Index.AddAsync(user, _key.AlertId, _key.Symbol, CancellationToken.None);
        grains.Symbol(_key.Symbol).Alerts[_key.AlertId] = AlertStatus.Armed;
        return _state;
    }

    public Task<AlertState?> Get() => Task.FromResult(_state);

    public Task<AlertChange> Update(AlertRule rule, int? ifVersion) =>
        Change(ifVersion, state => state with { Rule = rule });

    public async Task<AlertChange> Delete(int? ifVersion)
    {
        var change = await Change(ifVersion, state => state with { Status = AlertStatus.Deleted });
        if (change.Outcome == ChangeOutcome.Done)
        {
            _state = null;
            grains.Symbol(_key.Symbol).Alerts.TryRemove(_key.AlertId, out _);
            await grains.Index.RemoveAsync("local", _key.AlertId, CancellationToken.None);
        }

        return change;
    }

    public Task<AlertChange> Pause(int? ifVersion) =>
        Change(ifVersion, state => state with { Status = AlertStatus.Paused });

    public Task<AlertChange> Resume(int? ifVersion) =>
        Change(ifVersion, state => state with { Status = AlertStatus.Armed });

    public Task<RuleDetails?> GetDetails() => Task.FromResult<RuleDetails?>(null);

    private Task<AlertChange> Change(int? ifVersion, Func<AlertState, AlertState> change)
    {
        if (_state is null)
        {
            return Task.FromResult(new AlertChange(ChangeOutcome.NotFound, null));
        }

        if (ifVersion is { } version && version != _state.Version)
        {
            return Task.FromResult(new AlertChange(ChangeOutcome.Stale, _state));
        }

        _state = change(_state) with { Version = _state.Version + 1 };
        grains.Symbol(_key.Symbol).Alerts[_key.AlertId] = _state.Status;
        return Task.FromResult(new AlertChange(ChangeOutcome.Done, _state));
    }
}
