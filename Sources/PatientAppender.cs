using Microsoft.Extensions.Logging;

namespace Tripline.Sources;

/// <summary>Appends to a sink that may refuse for a while: waits, longer each time up to five seconds, and appends the
/// same ticks again until they are durable, so that none is lost. One append at a time: a numbered tick never reaches
/// the log behind a later one, which would make it look like a repeat.</summary>
internal sealed partial class PatientAppender(
    string source, ITickSink sink, SourceProgress progress, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    /// <summary>Appends, however long it takes, and counts the ticks.</summary>
    public async ValueTask AppendAsync(ReadOnlyMemory<Tick> ticks, CancellationToken cancellationToken)
    {
        var before = progress.Status;
        for (var wait = FirstWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                await sink.AppendAsync(ticks, cancellationToken);
                break;
            }
            catch (IOException refusal)
            {
                if (wait == FirstWait)
                {
                    LogRefused(refusal, source, ticks.Length);
                }

                progress.Say("waiting", $"The log refuses writes ({refusal.Message}); trying again.");
                await Task.Delay(wait, clock, cancellationToken);
            }
        }

        progress.CountTicks(ticks.Length);
        if (progress.Status.State == "waiting")
        {
            progress.Say(before.State, before.Detail);
            LogWentOn(source);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Source {Source}: the log refuses {Count} ticks; trying until it takes them")]
    private partial void LogRefused(Exception refusal, string source, int count);

    [LoggerMessage(LogLevel.Information, "Source {Source}: the log takes ticks again")]
    private partial void LogWentOn(string source);
}
