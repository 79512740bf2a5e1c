using Npgsql;

namespace Tripline.Storage.Postgres;

/// <summary>The statement that goes before every write of partitions: it refuses a stale owner.</summary>
internal static class FenceStatement
{
    /// <summary>Adds the check of one partition.</summary>
    public static void Add(NpgsqlBatch batch, int partition, long generation) =>
        Add(batch, [(partition, generation)]);

    /// <summary>Adds the check of all partitions that writes belong to.</summary>
    /// <returns>What is checked; a refusal counts in its order, from 1.</returns>
    public static IReadOnlyList<(int Partition, long Generation)> Add(
        NpgsqlBatch batch, IEnumerable<PendingWrite> writes)
    {
        var held = writes
            .Where(write => write.Partition is not null)
            .Select(write => (write.Partition!.Value, write.Generation))
            .Distinct()
            .ToArray();
        if (held.Length > 0)
        {
            Add(batch, held);
        }

        return held;
    }

    private static void Add(NpgsqlBatch batch, (int Partition, long Generation)[] held) => batch.Add(
        "select tripline.fence($1, $2)",
        held.Select(h => h.Partition).ToArray(),
        held.Select(h => h.Generation).ToArray());
}
