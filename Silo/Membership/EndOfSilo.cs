namespace Tripline.Silo.Membership;

/// <summary>Ends the process when Orleans says that this silo cannot go on, most often because the others have declared it
/// dead: what supervises the process starts a new one, which joins anew.</summary>
internal sealed partial class EndOfSilo(ILogger<EndOfSilo> logger) : IFatalErrorHandler
{
    /// <summary>What the process ends with.</summary>
    public const int ExitCode = 3;

    // The console's lines are written by a thread of their own.
    private static readonly TimeSpan LastWords = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan ExitBound = TimeSpan.FromSeconds(2);

    private int _isEnding;

    /// <inheritdoc/>
    public bool IsUnexpected(Exception exception) =>
        exception is not (ThreadAbortException or OperationCanceledException or AggregateException { InnerException: OperationCanceledException });

    /// <inheritdoc/>
    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null)
    {
        if (Interlocked.Exchange(ref _isEnding, 1) != 0)
        {
            return;
        }

        LogEnds(logger, exception, context);
        var end = new Thread(static () =>
        {
            Thread.Sleep(LastWords);
            Environment.Exit(ExitCode);
        });
        end.Start();
        var bound = new Thread(static () =>
        {
            Thread.Sleep(LastWords + ExitBound);
            Environment.FailFast("The silo could not end in order.");
        }) { IsBackground = true };
        bound.Start();
    }

    [LoggerMessage(
        LogLevel.Critical,
        "The silo cannot go on and ends, to be started again by what supervises it. If the other silos have declared it dead, "
        + "it did not answer them for too long. {Context}")]
    private static partial void LogEnds(ILogger logger, Exception? exception, string? context);
}
