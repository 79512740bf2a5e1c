using System.Diagnostics;

namespace Tripline.Bench.Harness;

/// <summary>Says what a measured stretch cost this process besides time: it tells a figure that the processor limits
/// from one that waits for the disk, or for a machine that is busy with something else.</summary>
public sealed class CostMeter
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly TimeSpan _processor = Environment.CpuUsage.TotalTime;
    private readonly TimeSpan _pauses = GC.GetTotalPauseDuration();
    private readonly long _allocated = GC.GetTotalAllocatedBytes();

    /// <summary>Seconds since the start.</summary>
    public double Seconds => Stopwatch.GetElapsedTime(_started).TotalSeconds;

    /// <summary>Processors in use, pauses of the collector and allocation since the start, in a sentence.</summary>
    public string Describe()
    {
        var seconds = Seconds;
        var cores = (Environment.CpuUsage.TotalTime - _processor).TotalSeconds / seconds;
        var pausedShare = (GC.GetTotalPauseDuration() - _pauses).TotalSeconds / seconds;
        var allocatedMiB = (GC.GetTotalAllocatedBytes() - _allocated) / (double)(1 << 20);
        return $"{cores:0.00} of {Environment.ProcessorCount} cores busy, {pausedShare:P1} of the time in collector "
            + $"pauses, {allocatedMiB:#,0} MiB allocated in {seconds:0.00} s";
    }
}
