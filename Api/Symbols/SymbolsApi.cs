using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tripline.Api.Documentation;
using Tripline.Api.Problems;
using Tripline.Api.Requests;
using Tripline.Grains.Symbols;

namespace Tripline.Api.Symbols;

/// <summary>Shows symbols, their quotes and trades.</summary>
internal static class SymbolsApi
{
    private static readonly IntegerParameter PageLimit = new("limit", "Most symbols in the answer.", 1, 1_000, 100);
    private static readonly IntegerParameter TradeLimit = new("limit", "Most trades in the answer.", 1, 1_000, 100);

    /// <summary>Maps <c>/symbols</c>, <c>/quotes</c> and <c>/trades</c>.</summary>
    public static void MapSymbols(this IEndpointRouteBuilder routes)
    {
        var symbols = routes.MapGroup(string.Empty).WithTags("Symbols");
        symbols.MapGet("/symbols", ListAsync)
            .Describe("listSymbols", "List symbols", "Every symbol that ever had a tick or an alert, by "
                + "name. A page may be short although more follow; go on until `next` is null.")
            .WithQuery(PageLimit, TextParameter.Cursor)
            .Produces<QuotePage>()
            .ProducesProblems(400);
        symbols.MapGet("/quotes/{symbol}", GetQuoteAsync)
            .Describe("getQuote", "Get a symbol's quote", "Last price and the statistics of its market day (UTC).")
            .Produces<Quote>()
            .ProducesProblems(400, 404);
        symbols.MapGet("/trades/{symbol}", GetTradesAsync)
            .Describe("listTrades", "List a symbol's newest trades", "Newest first.")
            .WithQuery(TradeLimit)
            .Produces<TradeList>()
            .ProducesProblems(400, 404);
    }

    private static async Task<Results<Ok<QuotePage>, ProblemResult>> ListAsync(
        HttpContext context, SymbolLookup lookup)
    {
        var query = new QueryReader(context);
        var limit = (int)query.Integer(PageLimit);
        var after = query.Cursor(1)?[0];
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var symbols = await lookup.ListAsync(after, limit + 1);
        var shown = symbols.Count > limit ? symbols.Take(limit).ToList() : symbols;
        var summaries = await lookup.SummarizeAsync(shown);
        return TypedResults.Ok(new QuotePage(
            summaries.Where(SymbolLookup.IsKnown).Select(Quote.From).ToList(), symbols.Count > limit ? PageCursor.Write(shown[^1]) : null));
    }

    private static async Task<Results<Ok<Quote>, ProblemResult>> GetQuoteAsync(string symbol, SymbolLookup lookup)
    {
        var (summary, problem) = await lookup.FindAsync(symbol);
        return summary is null ? problem! : TypedResults.Ok(Quote.From(summary));
    }

    private static async Task<Results<Ok<TradeList>, ProblemResult>> GetTradesAsync(
        HttpContext context, string symbol, SymbolLookup lookup, IGrainFactory grains)
    {
        var query = new QueryReader(context);
        var limit = (int)query.Integer(TradeLimit);
        if (query.Problem is { } invalid)
        {
            return invalid;
        }

        var (summary, problem) = await lookup.FindAsync(symbol);
        if (summary is null)
        {
            return problem!;
        }

        var trades = await grains.GetSymbol(summary.Symbol).GetTrades(limit);
        return TypedResults.Ok(new TradeList(summary.Symbol, trades.Select(ToItem).ToList()));
    }

    private static TradeItem ToItem(Trade trade) =>
        new(DateTimeOffset.FromUnixTimeMilliseconds(trade.TimeMs), trade.Price, trade.Size, trade.IsLate);
}
