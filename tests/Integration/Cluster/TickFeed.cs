using System.Diagnostics;
using Tripline.Tests.Integration.EndToEnd;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.Cluster;

/// <summary>Produces trades bit by bit, spread over a time, in the order of the file.</summary>
internal sealed class TickFeed(KafkaServer server, string topic, string tickFile)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly List<NaiveTick> _ticks = [.. ReplayScenario.ReadTicks(tickFile)];

    /// <summary>How many trades there are.</summary>
    public int Count => _ticks.Count;

    /// <summary>Produces all, evenly over that time; they are acknowledged on completion.</summary>
    public async Task RunAsync(TimeSpan over, CancellationToken cancellationToken)
    {
        using var kcat = Kcat.Launch(server, topic, isPatient: true);
        var startedAt = Stopwatch.GetTimestamp();
        for (var next = 0; next < _ticks.Count;)
        {
            var due = Math.Min(_ticks.Count, (int)(_ticks.Count * (Stopwatch.GetElapsedTime(startedAt) / over)));
            for (; next < due; next++)
            {
                var (key, value) = TickLines.Numbered(_ticks[next], next + 1);
                await kcat.StandardInput.WriteAsync($"{key}\t{value}\n");
            }

            await kcat.StandardInput.FlushAsync(cancellationToken);
            // The pace is the stimulus, not a wait for something.
            await Task.Delay(Step, cancellationToken);
        }

        await Kcat.EndAsync(kcat);
    }
}
