using System.Diagnostics;
using Tripline.Bench.Calls;

namespace Tripline.Bench.Remote;

/// <summary>Calls at a steady rate, however long the answers take, from a thread of its own. Each call's time counts from
/// when it was due, so that what the thread oversleeps counts too: a millisecond as a rule.</summary>
internal static class PacedLoad
{
    /// <summary>Makes the calls; their times, in the order of the calls.</summary>
    public static async Task<TimeSpan[]> RunAsync(
        IPingGrain[] grains, int callsPerSecond, int milliseconds, CancellationToken cancellationToken)
    {
        var calls = new Task<TimeSpan>[(int)((long)callsPerSecond * milliseconds / 1_000)];
        await Task.Factory.StartNew(
            () => Call(grains, callsPerSecond, calls, cancellationToken), cancellationToken,
            TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return await Task.WhenAll(calls);
    }

    private static void Call(
        IPingGrain[] grains, int callsPerSecond, Task<TimeSpan>[] calls, CancellationToken cancellationToken)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var ticksPerCall = (double)Stopwatch.Frequency / callsPerSecond;
        for (var made = 0; made < calls.Length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var due = Math.Min(calls.Length, (int)((Stopwatch.GetTimestamp() - startedAt) / ticksPerCall));
            for (; made < due; made++)
            {
                calls[made] = CallAsync(grains[made % grains.Length], startedAt + (long)(made * ticksPerCall));
            }

            Thread.Sleep(1);
        }
    }

    private static async Task<TimeSpan> CallAsync(IPingGrain grain, long dueAt)
    {
        await grain.Ping(1);
        return Stopwatch.GetElapsedTime(dueAt);
    }
}
