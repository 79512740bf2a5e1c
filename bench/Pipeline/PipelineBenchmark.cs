using Tripline.Bench.Harness;
using Tripline.Tests.Integration.Support;

namespace Tripline.Bench.Pipeline;

/// <summary>The whole way of a tick that is in the log: read, decoded, grouped, folded, its triggers stored.</summary>
public sealed class PipelineBenchmark : IBenchmark
{
    private const int Ticks = 20_000_000;
    private const int TicksPerBatch = 100;

    /// <inheritdoc/>
    public string Name => "pipeline";

    /// <inheritdoc/>
    public string Summary => "Ticks in the embedded log to stored triggers: 20 million, 10,000 symbols, 100,000 rules.";

    /// <inheritdoc/>
    public async Task<BenchReport> RunAsync(BenchOptions options)
    {
        var single = await MeasureAsync(options, ticksPerRecord: 1);
        var batched = await MeasureAsync(options, TicksPerBatch);
        return new BenchReport(
            $"{options.Scaled(Ticks):N0} ticks of {BenchMarket.Symbols:N0} symbols in the log, {options.Scaled(BenchMarket.Rules):N0} rules, "
            + "from the silo's start to the last stored trigger.",
            [
                new("one tick a record", single.TicksPerSecond, "ticks/s", null, "ticksPerSecond", BenchGoal.AtLeast(1)),
                new($"{TicksPerBatch} ticks a record", batched.TicksPerSecond, "ticks/s",
                    null, "ticksPerSecondBatched", BenchGoal.AtLeast(1.5)),
                new("bare scan, one tick a record", single.ScanTicksPerSecond, "ticks/s"),
                new($"bare scan, {TicksPerBatch} ticks a record", batched.ScanTicksPerSecond, "ticks/s"),
                new("ratio to the bare scan, one tick a record",
                    single.TicksPerSecond / single.ScanTicksPerSecond, "", BenchGoal.AtLeast(0.25)),
                new($"ratio to the bare scan, {TicksPerBatch} ticks a record",
                    batched.TicksPerSecond / batched.ScanTicksPerSecond, "", BenchGoal.AtLeast(0.2), "ratioToBareScan"),
                new("triggers stored", batched.Triggers, "triggers"),
            ],
            [
                $"The last run with one tick a record: {single.Costs}.",
                $"The last run with {TicksPerBatch} ticks a record: {batched.Costs}.",
            ]);
    }

    private static async Task<Round> MeasureAsync(BenchOptions options, int ticksPerRecord)
    {
        using var prepared = new TempFolder(options.DataPath);
        var ticks = options.Scaled(Ticks);
        var market = BenchMarket.Quiet.Open();
        await using (var silo = BenchSilo.Build(prepared.Path))
        {
            await silo.StartAsync();
            await BenchMarket.Quiet.CreateRulesAsync(silo.Grains, options);
        }

        await TickLogFiller.AppendAsync(prepared.Path, ticks, ticksPerRecord, chunk => market.Fill(chunk.Span));
        var scan = await Median.OfAsync(options.Runs, () => BareScan.MeasureAsync(prepared.Path));

        var triggers = 0L;
        var costs = "";
        var ticksPerSecond = await Median.OfAsync(options.Runs, async () =>
        {
            using var data = new TempFolder(options.DataPath);
            FolderCopy.Copy(prepared.Path, data.Path);
            await using var silo = BenchSilo.Build(data.Path);
            var cost = new CostMeter();
            await silo.StartAsync();
            await silo.WhenCaughtUpAsync(options.Cancellation);
            var seconds = cost.Seconds;
            costs = cost.Describe();
            triggers = await silo.LastTriggerNumberAsync();
            return ticks / seconds;
        });
        return new Round(ticksPerSecond, scan, triggers, costs);
    }

    private sealed record Round(double TicksPerSecond, double ScanTicksPerSecond, long Triggers, string Costs);
}
