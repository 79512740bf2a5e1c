namespace Tripline.Streams.Pump;

/// <summary>Where a partition pump hands what it read; the silo connects it to the grains.</summary>
public interface IPartitionConsumer
{
    /// <summary>Opens the consumer of one symbol; the pump keeps it for as long as it owns the partition.</summary>
    /// <param name="partition">The symbol's partition.</param>
    /// <param name="generation">The generation with which the partition is held.</param>
    /// <param name="symbol">The symbol.</param>
    ISymbolConsumer Open(int partition, long generation, string symbol);

    /// <summary>Collects the states of all symbols that changed since the last checkpoint that was written. Called
    /// only while no slice is on its way, so that every state reflects the pump's position.</summary>
    ValueTask<CheckpointContent> SnapshotAsync(int partition, CancellationToken cancellationToken);

    /// <summary>Says that the content of the last snapshot is durable.</summary>
    void Checkpointed(int partition);

    /// <summary>Says that the partition's pump has ended: what is remembered about its checkpoints holds no
    /// longer.</summary>
    void Closed(int partition);
}
