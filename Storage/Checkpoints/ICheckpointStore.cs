namespace Tripline.Storage.Checkpoints;

/// <summary>Keeps each partition's position together with the symbol states that reflect it, and the journal of what
/// was armed and disarmed since.</summary>
public interface ICheckpointStore
{
    /// <summary>The last checkpoint of a partition; null before the first one.</summary>
    ValueTask<PartitionCheckpoint?> ReadPartitionAsync(int partition, CancellationToken cancellationToken);

    /// <summary>A symbol's state as of its partition's last checkpoint that held it; null when there is none.</summary>
    ValueTask<SymbolCheckpoint?> ReadSymbolAsync(string symbol, CancellationToken cancellationToken);

    /// <summary>Writes all of it or nothing, durable on completion: the position, the states, the candles that closed.
    /// Journal entries that a symbol state covers (<see cref="SymbolCheckpoint.ArmingSequence"/>) are dropped.</summary>
    /// <exception cref="IOException">The store cannot be written; nothing was stored.</exception>
    Task WriteAsync(CheckpointWrite checkpoint, CancellationToken cancellationToken);

    /// <summary>Appends one entry to a symbol's arming journal, durable on completion.</summary>
    /// <exception cref="IOException">The store cannot be written; nothing was stored.</exception>
    Task AppendArmingAsync(string symbol, ArmingEntry entry, CancellationToken cancellationToken);

    /// <summary>A symbol's journal entries with a sequence above <paramref name="afterSequence"/>, rising. Entries are
    /// numbered without gaps.</summary>
    ValueTask<IReadOnlyList<ArmingEntry>> ReadArmingsAsync(
        string symbol, long afterSequence, CancellationToken cancellationToken);
}
