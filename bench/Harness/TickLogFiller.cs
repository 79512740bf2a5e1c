using Microsoft.Extensions.Logging.Abstractions;
using Tripline.Streams;
using Tripline.Streams.Log;

namespace Tripline.Bench.Harness;

/// <summary>Writes ticks straight into a data folder's tick log, with no silo on it.</summary>
public static class TickLogFiller
{
    private const int ChunkTicks = 65_536;
    private const int ChunksInFlight = 4;

    /// <summary>Opens the tick log of a silo's data folder.</summary>
    public static EmbeddedTickLog Open(string dataPath) => new(
        new TickLogOptions { Path = Path.Combine(dataPath, "ticks") },
        TimeProvider.System,
        NullLogger<EmbeddedTickLog>.Instance);

    /// <summary>Appends so many ticks to the folder's log, all durable on completion.</summary>
    /// <param name="dataPath">The silo's data folder.</param>
    /// <param name="count">How many ticks.</param>
    /// <param name="ticksPerRecord">How many share a record at most.</param>
    /// <param name="fill">Makes the next ticks.</param>
    public static async Task AppendAsync(string dataPath, int count, int ticksPerRecord, Action<Memory<Tick>> fill)
    {
        await using var log = Open(dataPath);
        await AppendAsync(log, count, ticksPerRecord, fill);
    }

    /// <summary>Appends so many ticks to a log, all durable on completion.</summary>
    /// <param name="log">The log.</param>
    /// <param name="count">How many ticks.</param>
    /// <param name="ticksPerRecord">How many share a record at most.</param>
    /// <param name="fill">Makes the next ticks.</param>
    public static async Task AppendAsync(ITickLog log, int count, int ticksPerRecord, Action<Memory<Tick>> fill)
    {
        var appender = new TickAppender(log, new NoSources());
        var chunks = Enumerable.Range(0, ChunksInFlight).Select(_ => new Tick[ChunkTicks]).ToArray();
        var appends = new Task[ChunksInFlight];
        Array.Fill(appends, Task.CompletedTask);
        var turn = 0;
        for (var left = count; left > 0; turn = (turn + 1) % ChunksInFlight)
        {
            await appends[turn];
            var chunk = chunks[turn].AsMemory(0, Math.Min(left, ChunkTicks));
            fill(chunk);
            appends[turn] = appender.AppendAsync(chunk, ticksPerRecord, CancellationToken.None).AsTask();
            left -= chunk.Length;
        }

        await Task.WhenAll(appends);
    }

    private sealed class NoSources : ISourceSequences
    {
        public ValueTask<long?> LastSequenceAsync(string source, CancellationToken cancellationToken) => default;
    }
}
