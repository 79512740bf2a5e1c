namespace Tripline.Sources;

/// <summary>Keeps a source's status so that any thread reads a whole one.</summary>
internal sealed class SourceProgress
{
    private long _tickCount;
    private long _skippedCount;
    private volatile Phrase _phrase = new("starting", null);

    /// <summary>The status as it is now.</summary>
    public SourceStatus Status
    {
        get
        {
            var phrase = _phrase;
            return new SourceStatus(
                phrase.State, Interlocked.Read(ref _tickCount), Interlocked.Read(ref _skippedCount), phrase.Detail);
        }
    }

    /// <summary>Ticks appended by this process.</summary>
    public long TickCount => Interlocked.Read(ref _tickCount);

    /// <summary>Changes the state and the sentence beside it.</summary>
    public void Say(string state, string? detail) => _phrase = new Phrase(state, detail);

    /// <summary>Counts appended ticks.</summary>
    public void CountTicks(int count) => Interlocked.Add(ref _tickCount, count);

    /// <summary>Counts a row or message that could not be read, and returns how many there are.</summary>
    public long CountSkipped() => Interlocked.Increment(ref _skippedCount);

    /// <summary>Runs the source and turns the status to <c>failed</c>, with the reason, when it throws.</summary>
    public async Task GuardAsync(Func<Task> run, CancellationToken cancellationToken)
    {
        try
        {
            await run();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception fault)
        {
            Say("failed", fault.Message);
            throw;
        }
    }

    private sealed record Phrase(string State, string? Detail);
}
