using Tripline.Api.Problems;
using Tripline.Sources.Text;

namespace Tripline.Api.Symbols;

/// <summary>Finds symbols that ever had a tick or an alert.</summary>
internal sealed class SymbolLookup(IGrainFactory grains)
{
    private const int CallsAtOnce = 256;

    /// <summary>The symbol of a URL with its summary; or the problem.</summary>
    public async Task<(SymbolSummary? Summary, ProblemResult? Problem)> FindAsync(string text)
    {
        if (!SymbolName.TryNormalize(text, out var symbol))
        {
            return (null, ProblemResult.Invalid("symbol", SymbolName.Expected));
        }

        var summary = await grains.GetGrain<ISymbolGrain>(symbol).GetSummary();
        return IsKnown(summary)
            ? (summary, null)
            : (null, ProblemResult.NotFound($"Symbol {symbol} never had a tick or an alert."));
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
                some.Select(symbol => grains.GetGrain<ISymbolGrain>(symbol).GetSummary())));
        }

        return summaries;
    }

    /// <summary>Whether the symbol ever had a tick or an alert.</summary>
    public static bool IsKnown(SymbolSummary summary) =>
        summary.LastPrice is not null || summary.TickCount > 0 || summary.AlertCount > 0;
}
