using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tripline.Api.Documentation;
using Tripline.Api.Problems;
using Tripline.Api.Requests;
using Tripline.Api.Symbols;
using Tripline.Grains.Symbols;
using Tripline.Sources.Text;
using Tripline.Storage.Candles;

namespace Tripline.Api.Candles;

/// <summary>Shows candles: what history holds, and on top what is newer.</summary>
internal static class CandlesApi
{
    private static readonly ChoiceParameter Interval =
        new("interval", "Length of a candle.", IntervalText.Names, IntervalText.Names[0]);

    private static readonly TextParameter From =
        new("from", "Only candles that open then or later: RFC 3339 or epoch milliseconds.", "date-time");

    private static readonly TextParameter To =
        new("to", "Only candles that open before: RFC 3339 or epoch milliseconds.", "date-time");

    private static readonly IntegerParameter Limit = new("limit", "The newest so many.", 1, 5_000, 500);

    /// <summary>Maps <c>/candles</c>.</summary>
    public static void MapCandles(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/candles/{symbol}", ListAsync)
            .WithTags("Symbols")
            .Describe("listCandles", "List a symbol's candles", "Oldest first, the running one last. Candles are "
                + "aligned to UTC; `time` is the start of the interval.")
            .WithQuery(Interval, From, To, Limit)
            .Produces<CandleList>()
            .ProducesProblems(400, 404);

    private static async Task<Results<Ok<CandleList>, ProblemResult>> ListAsync(
        HttpContext context, string symbol, SymbolLookup lookup, IGrainFactory grains, ICandleHistory history)
    {
        var query = new QueryReader(context);
        var interval = query.Choice(Interval) ?? 0;
        var fromMs = query.Time(From) ?? 0;
        var toMs = query.Time(To) ?? Rfc3339.MaxEpochMs;
        var limit = (int)query.Integer(Limit);
        if (fromMs > toMs)
        {
            query.Add(From, "must not be after to");
        }

        if (query.Problem is { } invalid)
        {
            return invalid;
        }

        var (summary, problem) = await lookup.FindAsync(symbol);
        if (summary is null)
        {
            return problem!;
        }

        // In this order: a candle that moves from the symbol to history in between is then seen twice, not missed.
        var seconds = CandleIntervals.Seconds[interval];
        var recent = await grains.GetSymbol(summary.Symbol).GetRecentCandles(seconds);
        var stored = await history.ReadAsync(
            summary.Symbol, seconds, fromMs, toMs, limit, context.RequestAborted);
        return TypedResults.Ok(new CandleList(
            summary.Symbol, IntervalText.Names[interval], Merge(stored, recent, fromMs, toMs, limit)));
    }

    private static List<CandleItem> Merge(
        IReadOnlyList<Candle> stored, IReadOnlyList<Candle> recent, long fromMs, long toMs, int limit)
    {
        var merged = new SortedDictionary<long, CandleItem>();
        foreach (var candle in stored)
        {
            merged[candle.OpenTimeMs] = CandleItem.From(candle);
        }

        foreach (var candle in recent)
        {
            if (candle.OpenTimeMs >= fromMs && candle.OpenTimeMs < toMs)
            {
                merged[candle.OpenTimeMs] = CandleItem.From(candle);
            }
        }

        return merged.Values.Skip(merged.Count - limit).ToList();
    }
}
