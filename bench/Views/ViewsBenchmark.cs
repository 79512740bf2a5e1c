using Tripline.Bench.Harness;
using Tripline.Tests.Integration.Support;

namespace Tripline.Bench.Views;

/// <summary>How long readers of symbols wait while partitions catch up at full speed: the real process on the embedded
/// log, asked over REST.</summary>
public sealed class ViewsBenchmark : IBenchmark
{
    private const int Ticks = 100_000_000;
    private const int TicksPerRecord = 10;
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public string Name => "views";

    /// <inheritdoc/>
    public string Summary => "Quotes read over REST while a silo catches up with 100 million ticks of 10,000 symbols.";

    /// <inheritdoc/>
    public async Task<BenchReport> RunAsync(BenchOptions options)
    {
        using var prepared = new TempFolder(options.DataPath);
        await using (var silo = BenchSilo.Build(prepared.Path))
        {
            await silo.StartAsync();
            await BenchMarket.Quiet.CreateRulesAsync(silo.Grains, options);
        }

        var market = BenchMarket.Quiet.Open();
        await TickLogFiller.AppendAsync(
            prepared.Path, options.Scaled(Ticks), TicksPerRecord, chunk => market.Fill(chunk.Span));
        // The rules are on the first of these; whoever asks for another one before its first tick is told that there is none.
        var symbols = BenchMarket.Quiet.FirstPrices().Take(options.Scaled(BenchMarket.Rules)).Select(pair => pair.Symbol).ToList();
        var rounds = new List<ViewsRound>();
        for (var run = 0; run < options.Runs; run++)
        {
            rounds.Add(await MeasureAsync(prepared.Path, symbols, options));
        }

        return new BenchReport(
            $"GET /api/v1/quotes/{{symbol}}, {QuoteReader.ReadsPerSecond} a second whatever earlier ones take, while the "
            + $"silo's process folds {options.Scaled(Ticks):N0} ticks of {BenchMarket.Symbols:N0} symbols with {options.Scaled(BenchMarket.Rules):N0} rules; "
            + "beside them the same reads of the silo that has caught up.",
            [
                new("half of all reads within", Of(rounds, round => round.CatchingUp.P50Ms), "ms", JsonKey: "viewsP50Ms"),
                new("99 of 100 within", Of(rounds, round => round.CatchingUp.P99Ms), "ms", BenchGoal.AtMost(20), "viewsP99Ms"),
                new("the longest", Of(rounds, round => round.CatchingUp.WorstMs), "ms"),
                new("reads while it caught up", rounds.Sum(round => round.CatchingUp.Count), "reads"),
                new("folded meanwhile", Of(rounds, round => round.TicksPerSecond), "ticks/s"),
                new("caught up: half within", Of(rounds, round => round.CaughtUp.P50Ms), "ms"),
                new("caught up: 99 of 100 within", Of(rounds, round => round.CaughtUp.P99Ms), "ms"),
            ]);
    }

    private static double Of(List<ViewsRound> rounds, Func<ViewsRound, double> figure) =>
        Median.Of([.. rounds.Select(figure)]);

    private static async Task<ViewsRound> MeasureAsync(string prepared, IReadOnlyList<string> symbols, BenchOptions options)
    {
        using var data = new TempFolder(options.DataPath);
        FolderCopy.Copy(prepared, data.Path);
        await using var silo = SiloProcess.Launch(data.Path, "--Source", "none");
        var reader = new QuoteReader(silo, symbols, options.Cancellation);
        var catchUp = new CatchUp(silo);
        await catchUp.AnswersAsync(Bound, options.Cancellation);
        await reader.WarmUpAsync();
        var first = await catchUp.ReadAsync();
        var catchingUp = await reader.ReadUntilAsync(catchUp.CompletesAsync(options.Cancellation));
        var last = await catchUp.ReadAsync();
        var caughtUp = await reader.ReadUntilAsync(Task.Delay(Quiet * options.Scale, options.Cancellation));
        return new ViewsRound(
            catchingUp,
            caughtUp,
            (last.Folded - first.Folded) / catchingUp.Seconds);
    }

    private sealed record ViewsRound(ReadTimes CatchingUp, ReadTimes CaughtUp, double TicksPerSecond);
}
