using Npgsql;

namespace Tripline.Storage.Postgres;

/// <summary>The statement that goes before every write of partitions: it refuses a stale owner.</summary>
internal static class FenceStatement
{
    /// <summary>Adds the check of one partition.</summary>
    public static void Add(NpgsqlBatch batch, int partition, long generation) =>
        Add(batch, [new PartitionHeld(partition, generation)]);

    /// <summary>Adds the check of all that the writes hold.</summary>
    /// <returns>What is checked; a refusal counts in its order, from 1.</returns>
    public static IReadOnlyList<PartitionHeld> Add(NpgsqlBatch batch, IEnumerable<PendingWrite> writes)
    {
        var held = writes.SelectMany(write => write.Holds).Distinct().ToArray();
        if (held.Length > 0)
        {
            Add(batch, held);
        }

        return held;
    }

    private static void Add(NpgsqlBatch batch, PartitionHeld[] held) => batch.Add(
        "select tripline.fence($1, $2)",
        held.Select(h => h.Partition).ToArray(),
        held.Select(h => h.Generation).ToArray());
}
