using System.Collections.Concurrent;

namespace Tripline.Tests.Api.Fakes;

internal sealed class FakeDirectory(ConcurrentDictionary<string, FakeSymbol> symbols) : ISymbolDirectoryGrain
{
    public Task Add(string symbol) => Task.CompletedTask;

    /// <summary>How often it was asked whether symbols are known.</summary>
    public int QuestionCount { get; private set; }

    public Task<IReadOnlyList<string>> FindUnknown(IReadOnlyList<string> asked)
    {
        QuestionCount++;
        return Task.FromResult<IReadOnlyList<string>>(asked.Where(symbol => !IsKnown(symbol)).ToList());
    }

    public Task<IReadOnlyList<string>> List(string? after, int limit) =>
        Task.FromResult<IReadOnlyList<string>>(symbols
            .Select(symbol => symbol.Key)
            .Where(symbol => after is null || string.CompareOrdinal(symbol, after) > 0)
            .Order(StringComparer.Ordinal)
            .Take(limit)
            .ToList());

    private bool IsKnown(string symbol) =>
        symbols.TryGetValue(symbol, out var known) && (known.Summary.LastPrice is not null || !known.Alerts.IsEmpty);
}
