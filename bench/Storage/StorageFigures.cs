using System.Diagnostics;
using Orleans.Storage;
using Tripline.Bench.Harness;
using Tripline.Storage.Checkpoints;
using Tripline.Storage.Triggers;

namespace Tripline.Bench.Storage;

/// <summary>What one storage does.</summary>
/// <param name="FirstCheckpointSeconds">A checkpoint of symbols that are all new.</param>
/// <param name="CheckpointSeconds">A checkpoint of symbols that are there already.</param>
/// <param name="GrainWritesPerSecond">States of grains, from many writers.</param>
/// <param name="BurstSeconds">Triggers appended at once.</param>
internal sealed record StorageFigures(
    double FirstCheckpointSeconds, double CheckpointSeconds, double GrainWritesPerSecond, double BurstSeconds)
{
    /// <summary>Checkpointed symbols, and triggers of a burst, at full scale.</summary>
    public const int Rows = 100_000;

    /// <summary>Grains that are written side by side.</summary>
    public const int Writers = 64;

    /// <summary>Measures a storage.</summary>
    public static async Task<StorageFigures> MeasureAsync(
        IGrainStorage grains, ICheckpointStore checkpoints, ITriggerHistory history, BenchOptions options)
    {
        var work = new StorageWork(grains, checkpoints, history, options.Cancellation);
        var rows = options.Scaled(Rows);
        var first = await SecondsAsync(() => work.CheckpointAsync(rows, 0));
        var round = 0;
        var again = await Median.OfAsync(options.Runs, () => SecondsAsync(() => work.CheckpointAsync(rows, ++round)));
        var writes = options.Scaled(Rows, Writers);
        var grainSeconds = await Median.OfAsync(
            options.Runs, () => SecondsAsync(() => work.WriteGrainsAsync(Writers, writes / Writers)));
        var burst = await Median.OfAsync(options.Runs, () => SecondsAsync(() => work.AppendTriggersAsync(rows)));
        return new StorageFigures(first, again, writes / grainSeconds, burst);
    }

    private static async Task<double> SecondsAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
