using System.Diagnostics;
using Tripline.Tests.Integration.EndToEnd;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.Cluster;

/// <summary>Produces trades bit by bit, spread over a time, in the order of the file. Each is numbered, so that one that
/// is sent twice counts once.</summary>
internal sealed class TickFeed(KafkaServer server, string topic, string tickFile) : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly List<NaiveTick> _ticks = [.. ReplayScenario.ReadTicks(tickFile)];
    private readonly Process _kcat = Kcat.Launch(server, topic, isPatient: true);
    private int _next;

    /// <summary>How many trades there are.</summary>
    public int Count => _ticks.Count;

    /// <summary>Hands the producer the next trades, evenly over that time.</summary>
    /// <param name="until">How many of all shall have been handed over then.</param>
    /// <param name="over">The time.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task FeedAsync(int until, TimeSpan over, CancellationToken cancellationToken)
    {
        var first = _next;
        for (var startedAt = Stopwatch.GetTimestamp(); _next < until;)
        {
            var share = Math.Min(1, Stopwatch.GetElapsedTime(startedAt) / over);
            for (var due = first + (int)((until - first) * share); _next < due; _next++)
            {
                var (key, value) = TickLines.Numbered(_ticks[_next], _next + 1);
                await _kcat.StandardInput.WriteAsync($"{key}\t{value}\n");
            }

            await _kcat.StandardInput.FlushAsync(cancellationToken);
            // The pace is the stimulus, not a wait for something.
            await Task.Delay(Step, cancellationToken);
        }
    }

    /// <summary>Completes when all that was handed over is acknowledged.</summary>
    public Task EndAsync() => Kcat.EndAsync(_kcat);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_kcat.HasExited)
        {
            _kcat.Kill();
        }

        _kcat.Dispose();
    }
}
