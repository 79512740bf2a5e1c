using System.Diagnostics;
using System.Runtime.CompilerServices;
using Tripline.Bench.Harness;
using Tripline.Grains.Symbols;

namespace Tripline.Bench.Engine;

/// <summary>The fold of symbols on one core.</summary>
public sealed class EngineBenchmark : IBenchmark
{
    private const int Symbols = 1_000;
    private const int RulesPerSymbol = 1_000;
    private const int ArmedOnOneSymbol = 1_000_000;
    private const int TicksPerRound = 16_384;
    private const int TicksPerBatch = 8_192;
    private const int TicksPerMiddleBatch = 1_024;
    private const int TicksPerSmallBatch = 64;
    private const int Rounds = 1_500;
    private const int WarmUpRounds = 200;

    /// <inheritdoc/>
    public string Name => "engine";

    /// <inheritdoc/>
    public string Summary => "The fold of ticks: one core, 1,000 symbols, 1,000,000 armed rules.";

    /// <inheritdoc/>
    public Task<BenchReport> RunAsync(BenchOptions options)
    {
        var rulesPerSymbol = options.Scaled(RulesPerSymbol, least: 10);
        var memoryBefore = GC.GetTotalMemory(forceFullCollection: true);
        var folds = ArmedFolds(rulesPerSymbol);
        var rules = (double)Symbols * rulesPerSymbol;
        var bytesWithRecords = (GC.GetTotalMemory(forceFullCollection: true) - memoryBefore) / rules;
        var bytesPerRule = folds.Sum(fold => fold.IndexBytes) / rules;

        var runs = RunInBatchesOf(TicksPerBatch, folds, options);
        var middleRuns = RunInBatchesOf(TicksPerMiddleBatch, ArmedFolds(rulesPerSymbol), options);
        var smallRuns = RunInBatchesOf(TicksPerSmallBatch, ArmedFolds(rulesPerSymbol), options);
        var armed = options.Scaled(ArmedOnOneSymbol);
        var armsPerSecond = Median.Of(options.Runs, () => ArmOnOneSymbol(armed));
        return Task.FromResult(new BenchReport(
            $"{rules:N0} rules on {Symbols:N0} symbols, batches of {TicksPerBatch:N0} ticks of random walks; one core.",
            [
                new("ticks", Median.Of([.. runs.Select(run => run.TicksPerSecond)]), "ticks/s",
                    BenchGoal.AtLeast(20_000_000), "ticksPerSecond"),
                new("of a bare loop's speed", Median.Of([.. runs.Select(run => run.RatioToBareLoop)]), "",
                    BenchGoal.AtLeast(1.0 / 3), "ratioToBareLoop"),
                new("allocated without a crossing", smallRuns.Max(run => run.QuietBytesPerTick), "B/tick",
                    BenchGoal.AtMost(0), "bytesPerTick"),
                new("index of a rule", bytesPerRule, "B", BenchGoal.AtMost(64), "bytesPerRule"),
                new("arming on one symbol", armsPerSecond, "rules/s", BenchGoal.AtLeast(1_000_000), "armsPerSecond"),
                Speed(TicksPerMiddleBatch, middleRuns),
                Speed(TicksPerSmallBatch, smallRuns),
                new("bare loop", Median.Of([.. runs.Select(run => run.BareTicksPerSecond)]), "ticks/s"),
                new("ticks that cross a boundary", runs.Average(run => run.CrossedShare) * 100, "%"),
                new("ticks that fire", runs.Average(run => run.FiredShare) * 100, "%"),
                new("a rule with its terms, counts and id", bytesWithRecords, "B"),
            ],
            [
                "The fold is whole: thresholds, candles of six intervals, the ring of trades, day statistics. The bare loop "
                + "reads the same batches' prices and compares each with two numbers. Batches that cross a boundary or close "
                + "a candle may allocate and are left out of the bytes a tick.",
                "In short batches the time goes to memory: each symbol's state and the 32 bytes that the ring of its last "
                + "1,000 trades keeps of each tick are cold when its turn comes. Batches longer than the ring show the loop.",
            ]));
    }

    private static BenchRow Speed(int ticksPerBatch, List<EngineRun> runs) => new(
        $"ticks in batches of {ticksPerBatch:N0}", Median.Of([.. runs.Select(run => run.TicksPerSecond)]), "ticks/s");

    private static SymbolFold[] ArmedFolds(int rulesPerSymbol)
    {
        var folds = new SymbolFold[Symbols];
        for (var symbol = 0; symbol < Symbols; symbol++)
        {
            folds[symbol] = new($"S{symbol}", new());
            folds[symbol].Fold([100], [1], [1_699_999_000_000], [0]);
            foreach (var terms in EngineRules.Make(rulesPerSymbol, symbol))
            {
                folds[symbol].Apply(RuleChange.Arm(terms));
            }

            // Comparisons that hold already fire with the first tick.
            folds[symbol].Fold([100], [1], [1_699_999_000_001], [1]);
            folds[symbol].ClearFirings();
        }

        return folds;
    }

    private static List<EngineRun> RunInBatchesOf(int ticksPerBatch, SymbolFold[] folds, BenchOptions options)
    {
        var ticks = new EngineTicks(Symbols, TicksPerRound / ticksPerBatch, ticksPerBatch, seed: 7);
        Run(folds, ticks, WarmUpRounds, options.Cancellation);
        var runs = new List<EngineRun>();
        for (var run = 0; run < options.Runs; run++)
        {
            runs.Add(Run(folds, ticks, options.Scaled(Rounds), options.Cancellation));
        }

        return runs;
    }

    private static EngineRun Run(SymbolFold[] folds, EngineTicks ticks, int rounds, CancellationToken cancellation)
    {
        var run = new EngineRun { TicksPerRound = ticks.Prices.Length };
        var crossedBefore = folds.Sum(fold => fold.CrossingCount);
        for (var round = 0; round < rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            ticks.Advance();
            // In turns, so that neither always finds what the other brought into the cache.
            if (round % 2 == 0)
            {
                TimeBare(ticks, run);
            }

            var startedAt = Stopwatch.GetTimestamp();
            for (var batch = 0; batch < ticks.BatchesPerRound; batch++)
            {
                FoldBatch(folds[ticks.SymbolOf(batch)], ticks, batch);
            }

            run.AddFold(startedAt);
            if (round % 2 != 0)
            {
                TimeBare(ticks, run);
            }

            for (var batch = 0; batch < ticks.BatchesPerRound; batch++)
            {
                var fold = folds[ticks.SymbolOf(batch)];
                run.Fired += fold.Firings.Count;
                fold.ClearFirings();
            }
        }

        run.Crossed = folds.Sum(fold => fold.CrossingCount) - crossedBefore;
        MeasureAllocation(folds, ticks, run);
        return run;
    }

    private static void MeasureAllocation(SymbolFold[] folds, EngineTicks ticks, EngineRun run)
    {
        for (var batch = 0; batch < folds.Length; batch++)
        {
            if (batch % ticks.BatchesPerRound == 0)
            {
                ticks.Advance();
            }

            var fold = folds[ticks.SymbolOf(batch % ticks.BatchesPerRound)];
            var crossed = fold.CrossingCount;
            var closed = fold.RecentCandles(CandleIntervals.Minute).Count;
            var before = GC.GetAllocatedBytesForCurrentThread();
            FoldBatch(fold, ticks, batch % ticks.BatchesPerRound);
            var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            if (fold.CrossingCount == crossed && fold.RecentCandles(CandleIntervals.Minute).Count == closed)
            {
                run.QuietBytes += bytes;
                run.QuietTicks += ticks.TicksPerBatch;
            }

            fold.ClearFirings();
        }
    }

    private static void FoldBatch(SymbolFold fold, EngineTicks ticks, int batch)
    {
        var (start, count) = (batch * ticks.TicksPerBatch, ticks.TicksPerBatch);
        fold.Fold(
            ticks.Prices.AsSpan(start, count), ticks.Sizes.AsSpan(start, count), ticks.TimesMs.AsSpan(start, count),
            ticks.Positions.AsSpan(start, count));
    }

    private static void TimeBare(EngineTicks ticks, EngineRun run)
    {
        var startedAt = Stopwatch.GetTimestamp();
        for (var start = 0; start < ticks.Prices.Length; start += ticks.TicksPerBatch)
        {
            run.Outside += CountOutside(ticks.Prices.AsSpan(start, ticks.TicksPerBatch), 1, 1e9);
        }

        run.AddBare(startedAt);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int CountOutside(ReadOnlySpan<double> prices, double low, double high)
    {
        var outside = 0;
        foreach (var price in prices)
        {
            if (price < low || price >= high)
            {
                outside++;
            }
        }

        return outside;
    }

    private static double ArmOnOneSymbol(int count)
    {
        var rules = EngineRules.Make(count, seed: 3);
        var fold = new SymbolFold("ONE", new());
        fold.Fold([100], [1], [1_699_999_000_000], [0]);
        GC.Collect();
        var startedAt = Stopwatch.GetTimestamp();
        foreach (var terms in rules)
        {
            fold.Apply(RuleChange.Arm(terms));
        }

        // New boundaries are sorted in when the price leaves its cell: that belongs to arming.
        fold.Fold([101], [1], [1_699_999_000_001], [1]);
        return count / Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
    }
}
