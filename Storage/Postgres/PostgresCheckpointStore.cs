using Npgsql;
using Tripline.Storage.Checkpoints;

namespace Tripline.Storage.Postgres;

/// <summary>Checkpoints: a row a partition, a symbol, a page of rules and a journal entry.</summary>
internal sealed class PostgresCheckpointStore(
    PostgresDatabase database,
    PartitionFence fence,
    HistoryPartitions history,
    GroupCommit<PendingWrite> writes)
    : ICheckpointStore
{
    public async ValueTask<PartitionCheckpoint?> ReadPartitionAsync(
        int partition, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            (connection, token) => CheckpointReads.PartitionAsync(connection, partition, token), cancellationToken);

    public async ValueTask<SymbolCheckpoint?> ReadSymbolAsync(string symbol, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            (connection, token) => CheckpointReads.SymbolAsync(connection, symbol, token), cancellationToken);

    public async Task WriteAsync(CheckpointWrite checkpoint, CancellationToken cancellationToken)
    {
        var statements = new CheckpointStatements(
            checkpoint,
            fence.GenerationOf(checkpoint.Partition.Partition),
            database.Time.GetUtcNow().UtcDateTime,
            checkpoint.ClosedCandles);
        try
        {
            // Written again it says the same, so an attempt whose answer was lost is repeated.
            await database.WriteAsync(
                (connection, token) => WriteAsync(connection, statements, token),
                database.Options.CheckpointTimeout,
                cancellationToken);
        }
        catch (PostgresException error) when (error.SqlState == PostgresFault.StaleOwner)
        {
            throw fence.Refuse(checkpoint.Partition.Partition, statements.Generation, error);
        }
    }

    public Task AppendArmingAsync(string symbol, ArmingEntry entry, CancellationToken cancellationToken) =>
        writes.WriteAsync(new ArmingWrite(fence, symbol, entry), cancellationToken);

    public async ValueTask<IReadOnlyList<ArmingEntry>> ReadArmingsAsync(
        string symbol, long afterSequence, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            (connection, token) => CheckpointReads.ArmingsAsync(connection, symbol, afterSequence, token),
            cancellationToken);

    private async Task<int> WriteAsync(
        NpgsqlConnection connection, CheckpointStatements statements, CancellationToken cancellationToken)
    {
        try
        {
            await history.EnsureCandlesAsync(connection, statements.CandlePages, cancellationToken);
            await using var batch = connection.CreateBatch();
            statements.AddTo(batch);
            return await batch.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException error) when (PostgresFault.IsPartitionMissing(error))
        {
            history.Forget();
            throw;
        }
    }
}
