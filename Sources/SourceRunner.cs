using Microsoft.Extensions.Logging;

namespace Tripline.Sources;

/// <summary>Runs the configured sources side by side. One that fails stays failed, with the reason in its status: it
/// is not started again behind anybody's back, and the others go on.</summary>
public sealed partial class SourceRunner(
    IEnumerable<ITickSource> sources, ITickSink sink, ILogger<SourceRunner> logger)
{
    /// <summary>The sources, in the order of their configuration.</summary>
    public IReadOnlyList<ITickSource> Sources { get; } = [.. sources];

    /// <summary>Runs all of them until each has ended or cancellation.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Sources.Select(source => Task.Run(() => RunAsync(source, cancellationToken), cancellationToken)));

    private async Task RunAsync(ITickSource source, CancellationToken cancellationToken)
    {
        try
        {
            LogStarted(source.Name);
            await source.RunAsync(sink, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
        catch (Exception fault)
        {
            LogFailed(fault, source.Name);
        }
    }

    [LoggerMessage(LogLevel.Information, "Source {Source} starts")]
    private partial void LogStarted(string source);

    [LoggerMessage(LogLevel.Error, "Source {Source} failed and stays stopped; the silo serves on without it")]
    private partial void LogFailed(Exception fault, string source);
}
