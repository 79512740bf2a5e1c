namespace Tripline.Streams.Log;

/// <summary>Walks a whole log and decodes nothing: what the disk and the checksums alone allow.</summary>
public static class LogScan
{
    /// <summary>Walks all partitions side by side and gives the number of ticks passed.</summary>
    public static async Task<long> CountTicksAsync(ITickLog log, int maxRunBytes, int maxRunTicks)
    {
        var partitions = Enumerable.Range(0, log.PartitionCount);
        var counts = await Task.WhenAll(partitions.Select(
            partition => Task.Run(() => CountTicks(log, partition, new RecordRun(maxRunBytes, maxRunTicks)))));
        return counts.Sum();
    }

    private static long CountTicks(ITickLog log, int partition, RecordRun run)
    {
        using var reader = log.OpenReader(partition, log.Range(partition).Begin);
        var ticks = 0L;
        while (reader.TryRead(run))
        {
            ticks += run.TickCount;
        }

        return ticks;
    }
}
