using Tripline.Storage.Checkpoints;

namespace Tripline.Tests.Grains.Support;

/// <summary>A checkpoint store whose writes can be made to fail or to wait.</summary>
public sealed class FailingCheckpoints(ICheckpointStore inner) : ICheckpointStore
{
    /// <summary>Journal writes that fail from now on.</summary>
    public int Failures { get; set; }

    /// <summary>Whether checkpoints are refused: as of a process that is no longer there.</summary>
    public bool IsDead { get; set; }

    /// <summary>What journal writes wait for.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Entries written.</summary>
    public int EntryCount { get; private set; }

    public ValueTask<PartitionCheckpoint?> ReadPartitionAsync(int partition, CancellationToken cancellationToken) =>
        inner.ReadPartitionAsync(partition, cancellationToken);

    public ValueTask<SymbolCheckpoint?> ReadSymbolAsync(string symbol, CancellationToken cancellationToken) =>
        inner.ReadSymbolAsync(symbol, cancellationToken);

    public Task WriteAsync(CheckpointWrite checkpoint, CancellationToken cancellationToken) =>
        IsDead ? throw new IOException("The process is gone.") : inner.WriteAsync(checkpoint, cancellationToken);

    public async Task AppendArmingAsync(string symbol, ArmingEntry entry, CancellationToken cancellationToken)
    {
        await Gate;
        if (Failures-- > 0)
        {
            throw new IOException("The disk is full.");
        }

        await inner.AppendArmingAsync(symbol, entry, cancellationToken);
        EntryCount++;
    }

    public ValueTask<IReadOnlyList<ArmingEntry>> ReadArmingsAsync(
        string symbol, long afterSequence, CancellationToken cancellationToken) =>
        inner.ReadArmingsAsync(symbol, afterSequence, cancellationToken);
}
