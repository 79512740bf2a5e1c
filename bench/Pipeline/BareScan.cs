using System.Diagnostics;
using Tripline.Bench.Harness;
using Tripline.Streams.Codec;
using Tripline.Streams.Log;

namespace Tripline.Bench.Pipeline;

/// <summary>Reads and decodes a whole log and does nothing with it: what no pipeline on this log can outrun.</summary>
internal static class BareScan
{
    private const int MaxRunBytes = 4 << 20;
    private const int MaxRunTicks = 65_536;

    /// <summary>Scans all partitions side by side and returns ticks a second.</summary>
    public static async Task<double> MeasureAsync(string dataPath)
    {
        await using var log = TickLogFiller.Open(dataPath);
        var started = Stopwatch.GetTimestamp();
        var scans = Enumerable.Range(0, log.PartitionCount).Select(partition => Task.Run(() => Scan(log, partition)));
        var ticks = (await Task.WhenAll(scans)).Sum();
        return ticks / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static long Scan(EmbeddedTickLog log, int partition)
    {
        using var reader = log.OpenReader(partition, log.Range(partition).Begin);
        var run = new RecordRun(MaxRunBytes, MaxRunTicks);
        var ticks = 0L;
        var sum = 0.0;
        while (reader.TryRead(run))
        {
            foreach (var slot in run.Records)
            {
                if (!TickRecordReader.TryOpen(run.Buffer.AsSpan(slot.Start, slot.Length), out var record))
                {
                    throw new InvalidDataException("The benchmark's own log holds a record that cannot be read.");
                }

                while (record.TryRead(out var tick))
                {
                    sum += tick.Price;
                    ticks++;
                }
            }
        }

        return sum > 0 ? ticks : 0;
    }
}
