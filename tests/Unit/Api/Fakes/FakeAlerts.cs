namespace Tripline.Tests.Api.Fakes;

internal sealed class FakeAlerts(string user, FakeGrains grains) : IAlertsGrain
{
    public Task<AlertState> Create(Guid id, AlertRule rule) => grains.CreateFails is { } exception
        ? Task.FromException<AlertState>(exception)
        : grains.Alert(AlertKey.Format(rule.Symbol, id)).CreateAsync(user, rule);
}
