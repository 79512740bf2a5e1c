using Npgsql;
using Tripline.Storage.Checkpoints;

namespace Tripline.Storage.Postgres;

/// <summary>Reads what checkpoints and the journal hold.</summary>
internal static class CheckpointReads
{
    private const string Partition = """
        select next_offset, tick_count, source_names, source_sequences from tripline.partition_checkpoint
        where partition = $1
        """;

    // One statement, so that pages and core are of one checkpoint.
    private const string Symbol = """
        select s.arming_sequence, s.rule_page_count, s.core, p.number, p.bytes
        from tripline.symbol_checkpoint s
        left join tripline.rule_page p on p.symbol = s.symbol
        where s.symbol = $1
        order by p.number
        """;

    private const string Armings = """
        select sequence, after_position, bytes from tripline.arming_journal
        where symbol = $1 and sequence > $2
        order by sequence
        """;

    /// <summary>A partition's checkpoint; null when there is none.</summary>
    public static async Task<PartitionCheckpoint?> PartitionAsync(
        NpgsqlConnection connection, int partition, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(Partition, partition);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        var names = reader.GetFieldValue<string[]>(2);
        var sequences = reader.GetFieldValue<long[]>(3);
        return new PartitionCheckpoint(
            partition,
            reader.GetInt64(0),
            reader.GetInt64(1),
            names.Zip(sequences).ToDictionary(source => source.First, source => source.Second));
    }

    /// <summary>A symbol's checkpoint with all of its pages; null when there is none.</summary>
    public static async Task<SymbolCheckpoint?> SymbolAsync(
        NpgsqlConnection connection, string symbol, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(Symbol, symbol);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        SymbolCheckpoint? found = null;
        var pages = new List<RulePage>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found ??= new SymbolCheckpoint(
                symbol, reader.GetInt64(0), reader.GetFieldValue<byte[]>(2), reader.GetInt32(1), pages);
            if (!await reader.IsDBNullAsync(3, cancellationToken))
            {
                pages.Add(new RulePage(reader.GetInt32(3), reader.GetFieldValue<byte[]>(4)));
            }
        }

        return found;
    }

    /// <summary>Journal entries above a sequence, rising.</summary>
    public static async Task<IReadOnlyList<ArmingEntry>> ArmingsAsync(
        NpgsqlConnection connection, string symbol, long afterSequence, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(Armings, symbol, afterSequence);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var entries = new List<ArmingEntry>();
        while (await reader.ReadAsync(cancellationToken))
        {
            entries.Add(new ArmingEntry(reader.GetInt64(0), reader.GetInt64(1), reader.GetFieldValue<byte[]>(2)));
        }

        return entries;
    }
}
