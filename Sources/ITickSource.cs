namespace Tripline.Sources;

/// <summary>Something that produces ticks until it ends or is cancelled.</summary>
public interface ITickSource
{
    /// <summary>Name shown to people and used as the source's name in the log.</summary>
    string Name { get; }

    /// <summary>What the source is doing right now.</summary>
    SourceStatus Status { get; }

    /// <summary>Runs to the end of the source's ticks, or until cancelled.</summary>
    Task RunAsync(ITickSink sink, CancellationToken cancellationToken);
}
