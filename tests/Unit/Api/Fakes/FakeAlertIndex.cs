using System.Collections.Concurrent;
using Tripline.Storage.Alerts;

namespace Tripline.Tests.Api.Fakes;

internal sealed class FakeAlertIndex : IAlertIndex
{
    private readonly ConcurrentDictionary<Guid, string> _symbols = new();

    public Task AddAsync(string user, Guid alertId, string symbol, CancellationToken cancellationToken)
    {
        _symbols[alertId] = symbol;
        return Task.CompletedTask;
    }

    public ValueTask<string?> FindSymbolAsync(Guid alertId, CancellationToken cancellationToken) =>
        new(_symbols.GetValueOrDefault(alertId));

    public ValueTask<long> CountAsync(string user, CancellationToken cancellationToken) => new(_symbols.Count);

    public Task RemoveAsync(string user, Guid alertId, CancellationToken cancellationToken)
    {
        _symbols.TryRemove(alertId, out _);
        return Task.CompletedTask;
    }
}
