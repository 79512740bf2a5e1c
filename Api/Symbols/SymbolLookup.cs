using System.Collections.Concurrent;
using Tripline.Api.Problems;
using Tripline.Grains.Symbols;
using Tripline.Sources.Text;

namespace Tripline.Api.Symbols;

/// <summary>Finds symbols that ever had a tick or an alert. It asks the directory first: a question about any other name
/// neither stores nor activates anything.</summary>
internal sealed class SymbolLookup(IGrainFactory grains)
{
    private const int CallsAtOnce = 256;

    // A symbol that is known stays known.
    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    /// <summary>The symbol of a URL with its summary; or the problem.</summary>
    public async Task<(SymbolSummary? Summary, ProblemResult? Problem)> FindAsync(string text)
    {
        // Routing leaves this one as it is. No symbol holds a percent sign.
        text = text.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        if (!SymbolName.TryNormalize(text, out var symbol))
        {
            return (null, ProblemResult.Invalid("symbol", SymbolName.Expected));
        }

        return await IsKnownAsync(symbol) && await grains.GetSymbol(symbol).GetSummary() is var summary
            && IsKnown(summary)
                ? (summary, null)
                : (null, ProblemResult.NotFound($"Symbol {symbol} never had a tick or an alert."));
    }

    /// <summary>Whether the directory has a symbol.</summary>
    public async Task<bool> IsKnownAsync(string symbol) => (await FindUnknownAsync([symbol])).Count == 0;

    /// <summary>Those of some symbols that the directory does not have, in their order.</summary>
    public async Task<IReadOnlyList<string>> FindUnknownAsync(IReadOnlyList<string> symbols)
    {
        var asked = symbols.Where(symbol => !_known.ContainsKey(symbol)).ToList();
        if (asked.Count == 0)
        {
            return [];
        }

        var unknown = await grains.GetGrain<ISymbolDirectoryGrain>(ISymbolDirectoryGrain.Key).FindUnknown(asked);
        foreach (var symbol in asked.Except(unknown, StringComparer.Ordinal))
        {
            _known[symbol] = true;
        }

        return unknown;
    }

    /// <summary>Symbols above <paramref name="after"/> in ordinal order.</summary>
    public Task<IReadOnlyList<string>> ListAsync(string? after, int limit) =>
        grains.GetGrain<ISymbolDirectoryGrain>(ISymbolDirectoryGrain.Key).List(after, limit);

    /// <summary>The summaries of symbols, in their order.</summary>
    public async Task<IReadOnlyList<SymbolSummary>> SummarizeAsync(IReadOnlyList<string> symbols)
    {
        var summaries = new List<SymbolSummary>(symbols.Count);
        foreach (var some in symbols.Chunk(CallsAtOnce))
        {
            summaries.AddRange(await Task.WhenAll(
                some.Select(symbol => grains.GetSymbol(symbol).GetSummary())));
        }

        return summaries;
    }

    /// <summary>Whether the symbol ever had a tick or an alert.</summary>
    public static bool IsKnown(SymbolSummary summary) =>
        summary.LastPrice is not null || summary.TickCount > 0 || summary.AlertCount > 0;
}
