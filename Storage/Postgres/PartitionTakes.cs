using Npgsql;
using Tripline.Storage.Silos;

namespace Tripline.Storage.Postgres;

/// <summary>Makes silos the owners of partitions, and says who they are.</summary>
internal sealed class PartitionTakes(PostgresDatabase database)
{
    // A writer that the fence has admitted gets this long to finish before its session is ended.
    private static readonly TimeSpan WriterGrace = TimeSpan.FromSeconds(2);

    /// <summary>Makes a silo the owner of a partition: from now on writes with earlier generations are refused. A
    /// writer that is in the middle of one is waited for, shortly, and then ended.</summary>
    /// <returns>The new generation.</returns>
    /// <exception cref="StorageUnavailableException">The server cannot be used or was too slow.</exception>
    public Task<long> TakeAsync(
        int partition, string siloId, string notify, CancellationToken cancellationToken) => database.WriteAsync(
        async (connection, token) =>
        {
            while (true)
            {
                if (await TryTakeAsync(connection, partition, siloId, notify, token) is { } generation)
                {
                    return generation;
                }

                await using var end = connection.Command("select tripline.end_partition_writers($1)", partition);
                await end.ExecuteNonQueryAsync(token);
            }
        },
        database.Options.CallTimeout,
        cancellationToken);

    /// <summary>The owner of every partition that was ever taken, by partition.</summary>
    public static async Task<IReadOnlyList<PartitionOwner>> ReadAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            "select partition, generation, silo_id, taken_at from tripline.partition_owner order by partition");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var owners = new List<PartitionOwner>();
        while (await reader.ReadAsync(cancellationToken))
        {
            owners.Add(new PartitionOwner(
                reader.GetInt32(0),
                reader.GetInt64(1),
                reader.GetString(2),
                new DateTimeOffset(reader.GetDateTime(3), TimeSpan.Zero)));
        }

        return owners;
    }

    // Null when writers hold the partition for longer than their grace.
    private async Task<long?> TryTakeAsync(
        NpgsqlConnection connection, int partition, string siloId, string notify, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            await using var batch = connection.CreateBatch();
            batch.Add("select set_config('lock_timeout', $1, true)", $"{WriterGrace.TotalMilliseconds:0}");
            batch.Add(
                "select tripline.take_partition($1, $2, $3)",
                partition,
                siloId,
                database.Time.GetUtcNow().UtcDateTime);
            batch.Add(notify);
            long generation;
            await using (var reader = await batch.ExecuteReaderAsync(cancellationToken))
            {
                await reader.NextResultAsync(cancellationToken);
                await reader.ReadAsync(cancellationToken);
                generation = reader.GetInt64(0);
            }

            await transaction.CommitAsync(cancellationToken);
            return generation;
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return null;
        }
    }
}
