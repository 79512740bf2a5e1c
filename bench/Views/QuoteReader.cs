using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Tripline.Tests.Integration.Support;

namespace Tripline.Bench.Views;

/// <summary>Reads quotes of one symbol after another at a steady pace: a read that takes long holds none of the next ones
/// up.</summary>
/// <param name="silo">Whom to ask.</param>
/// <param name="symbols">Symbols that it knows.</param>
/// <param name="cancellationToken">Ends it early.</param>
internal sealed class QuoteReader(SiloProcess silo, IReadOnlyList<string> symbols, CancellationToken cancellationToken)
{
    /// <summary>Reads a second.</summary>
    public const int ReadsPerSecond = 200;

    private const int WarmUpReads = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private int _next;

    /// <summary>Has the silo compile what the reads need, one after the other.</summary>
    public async Task WarmUpAsync()
    {
        for (var read = 0; read < WarmUpReads; read++)
        {
            await ReadAsync();
        }
    }

    /// <summary>Reads until a task completes.</summary>
    /// <exception cref="InvalidOperationException">There was no time for a read.</exception>
    public async Task<ReadTimes> ReadUntilAsync(Task end)
    {
        var times = new ConcurrentBag<TimeSpan>();
        var reads = new List<Task>();
        var started = Stopwatch.GetTimestamp();
        while (!end.IsCompleted)
        {
            while (reads.Count < Stopwatch.GetElapsedTime(started).TotalSeconds * ReadsPerSecond)
            {
                reads.Add(MeasureAsync(times));
            }

            await Task.Delay(Pause, cancellationToken);
        }

        await end;
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await Task.WhenAll(reads);
        return reads.Count > 0
            ? ReadTimes.Of(times, seconds)
            : throw new InvalidOperationException("There was no time for a read: the scale is too small.");
    }

    private async Task MeasureAsync(ConcurrentBag<TimeSpan> times)
    {
        var sent = Stopwatch.GetTimestamp();
        await ReadAsync();
        times.Add(Stopwatch.GetElapsedTime(sent));
    }

    private Task<JsonElement> ReadAsync() => silo.Api.GetAsync($"/api/v1/quotes/{symbols[_next++ % symbols.Count]}");
}
