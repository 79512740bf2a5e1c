using System.Diagnostics;
using Tripline.Bench.Harness;
using Tripline.Tests.Integration.Support;

namespace Tripline.Bench.Idle;

/// <summary>What a silo takes that has little to do: the real process with the simulator's ten symbols.</summary>
/// <param name="before">Checkout of the build to measure in turns with this one; null for this one alone.</param>
public sealed class IdleBenchmark(string? before = null) : IBenchmark, IBesideCheckout
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public string Name => "idle";

    /// <inheritdoc/>
    public string Summary => "Processor and memory of a silo with the simulator's ten symbols at their usual rate, for a minute.";

    /// <inheritdoc/>
    public IBenchmark Beside(string checkout) => new IdleBenchmark(checkout);

    /// <inheritdoc/>
    public async Task<BenchReport> RunAsync(BenchOptions options)
    {
        var builder = before is null ? null : new SiloBefore(before);
        if (builder is not null)
        {
            await builder.BuildAsync(options.Cancellation);
        }

        var (theirs, ours) = (new List<IdleUse>(), new List<IdleUse>());
        for (var run = 0; run < options.Runs; run++)
        {
            if (builder is not null)
            {
                theirs.Add(await MeasureAsync(builder.AssemblyPath, options));
            }

            ours.Add(await MeasureAsync(SiloProgram.AssemblyPath, options));
        }

        return new BenchReport(
            $"The silo's process with --Source simulator, {Measured.TotalSeconds * options.Scale:0.#} s after "
            + $"{WarmUp.TotalSeconds * options.Scale:0.#} s of warm-up, median of {options.Runs}"
            + (builder is null ? "; --before PATH measures the build before in turns." : ", in turns with the build before."),
            Rows(ours, theirs));
    }

    private static List<BenchRow> Rows(List<IdleUse> ours, List<IdleUse> theirs)
    {
        var processor = Median.Of([.. ours.Select(use => use.Processor)]);
        var resident = Median.Of([.. ours.Select(use => use.ResidentMegabytes)]);
        var rows = new List<BenchRow>
        {
            new("processor seconds a second", processor, "s/s", JsonKey: "idleProcessor"),
            new("resident memory", resident, "MB", BenchGoal.AtMost(250), "idleResidentMegabytes"),
            new("ticks folded", Median.Of([.. ours.Select(use => use.TicksPerSecond)]), "ticks/s"),
        };
        if (theirs.Count > 0)
        {
            var processorBefore = Median.Of([.. theirs.Select(use => use.Processor)]);
            rows.AddRange(
            [
                new("processor seconds a second, before", processorBefore, "s/s"),
                new("processor, now to before", processor / processorBefore, "×", BenchGoal.AtMost(1), "idleProcessorToBefore"),
                new("resident memory, before", Median.Of([.. theirs.Select(use => use.ResidentMegabytes)]), "MB"),
                new("ticks folded, before", Median.Of([.. theirs.Select(use => use.TicksPerSecond)]), "ticks/s"),
            ]);
        }

        return rows;
    }

    private static async Task<IdleUse> MeasureAsync(string assemblyPath, BenchOptions options)
    {
        using var data = new TempFolder(options.DataPath);
        await using var silo = SiloProcess.LaunchBuild(assemblyPath, data.Path, "--Source", "simulator");
        await silo.WaitUntilReadyAsync();
        // The time that passes is what is measured, not a wait for something.
        await Task.Delay(WarmUp * options.Scale, options.Cancellation);
        var ticks = await TicksAsync(silo);
        var (started, processor) = (Stopwatch.GetTimestamp(), ProcessCosts.Seconds(silo.Id));
        await Task.Delay(Measured * options.Scale, options.Cancellation);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new IdleUse(
            (ProcessCosts.Seconds(silo.Id) - processor) / seconds,
            ProcessCosts.ResidentBytes(silo.Id) / 1e6,
            (await TicksAsync(silo) - ticks) / seconds);
    }

    private static async Task<long> TicksAsync(SiloProcess silo) =>
        (await silo.Api.GetSiloAsync()).GetProperty("partitions").EnumerateArray()
            .Sum(partition => partition.GetProperty("tickCount").GetInt64());

    private sealed record IdleUse(double Processor, double ResidentMegabytes, double TicksPerSecond);
}
