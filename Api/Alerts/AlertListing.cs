using Tripline.Api.Symbols;
using Tripline.Grains.Symbols;

namespace Tripline.Api.Alerts;

/// <summary>Lists alerts by symbol and id.</summary>
internal sealed class AlertListing(IGrainFactory grains, AlertReferences references, SymbolLookup symbols)
{
    private const int SymbolsAtOnce = 64;

    // A page stops here, perhaps short, so that no request walks over every symbol of a large market.
    private const int MaxSymbolsPerPage = 4_096;

    /// <summary>Rules found, and where to go on.</summary>
    /// <param name="Rules">At most as many as asked for.</param>
    /// <param name="Next">The last symbol and alert that were looked at; null when nothing follows.</param>
    private sealed record Found(List<(string Symbol, Guid AlertId)> Rules, AlertPlace? Next);

    /// <summary>The alerts after a place.</summary>
    /// <param name="symbol">Only of this symbol, or null.</param>
    /// <param name="status">Only in this state, or null.</param>
    /// <param name="after">Where the page before ended; null for the first page.</param>
    /// <param name="limit">At most this many.</param>
    public async Task<(IReadOnlyList<Alert> Alerts, AlertPlace? Next)> ListAsync(
        string? symbol, AlertStatus? status, AlertPlace? after, int limit)
    {
        var found = symbol is null
            ? await FindInAllAsync(status, after, limit)
            : await FindInOneAsync(symbol, status, after, limit);
        var states = await Task.WhenAll(found.Rules.Select(rule => references.Open(rule.Symbol, rule.AlertId).Get()));

        // Between the two questions an alert may have gone or changed.
        var alerts = states
            .Where(state => state is not null && (status is null || state.Status == status))
            .Select(state => Alert.From(state!))
            .ToList();
        return (alerts, found.Next);
    }

    private async Task<Found> FindInOneAsync(
        string symbol, AlertStatus? status, AlertPlace? after, int limit)
    {
        var order = after is null ? -1 : string.CompareOrdinal(after.Symbol, symbol);
        var rules = order > 0
            ? []
            : await ListRulesAsync(symbol, order == 0 ? after!.AlertId : null, limit + 1, status);
        return Cut(rules.Select(rule => (symbol, rule.AlertId)).ToList(), limit);
    }

    private async Task<Found> FindInAllAsync(AlertStatus? status, AlertPlace? after, int limit)
    {
        var directory = grains.GetGrain<ISymbolDirectoryGrain>(ISymbolDirectoryGrain.Key);
        var found = new List<(string Symbol, Guid AlertId)>();
        if (after is { AlertId: { } alertId })
        {
            var rest = await ListRulesAsync(after.Symbol, alertId, limit + 1, status);
            found.AddRange(rest.Select(rule => (after.Symbol, rule.AlertId)));
        }

        var last = after?.Symbol;
        for (var looked = 0; found.Count <= limit; looked += SymbolsAtOnce)
        {
            if (looked >= MaxSymbolsPerPage)
            {
                return new Found(found, new AlertPlace(last!, null));
            }

            var some = await directory.List(last, SymbolsAtOnce);
            if (some.Count == 0)
            {
                break;
            }

            last = some[^1];
            var lists = await Task.WhenAll(some.Select(
                symbol => grains.GetSymbol(symbol).ListRules(null, limit + 1, status)));
            for (var at = 0; at < lists.Length; at++)
            {
                found.AddRange(lists[at].Select(rule => (some[at], rule.AlertId)));
            }
        }

        return Cut(found, limit);
    }

    // The name comes from a request, and may be that of no symbol.
    private async Task<IReadOnlyList<RuleState>> ListRulesAsync(
        string symbol, Guid? after, int limit, AlertStatus? status) =>
        await symbols.IsKnownAsync(symbol)
            ? await grains.GetSymbol(symbol).ListRules(after, limit, status)
            : [];

    private static Found Cut(List<(string Symbol, Guid AlertId)> rules, int limit)
    {
        if (rules.Count <= limit)
        {
            return new Found(rules, null);
        }

        rules.RemoveRange(limit, rules.Count - limit);
        return new Found(rules, new AlertPlace(rules[^1].Symbol, rules[^1].AlertId));
    }
}
