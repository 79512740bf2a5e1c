using System.Collections.Concurrent;

namespace Tripline.Tests.Api.Fakes;

internal sealed class FakeDirectory(ConcurrentDictionary<string, FakeSymbol> symbols) : ISymbolDirectoryGrain
{
    public Task Add(string symbol) => Task.CompletedTask;

    public Task<IReadOnlyList<string>> List(string? after, int limit) =>
        Task.FromResult<IReadOnlyList<string>>(symbols
            .Select(symbol => symbol.Key)
            .Where(symbol => after is null || string.CompareOrdinal(symbol, after) > 0)
            .Order(StringComparer.Ordinal)
            .Take(limit)
            .ToList());
}
