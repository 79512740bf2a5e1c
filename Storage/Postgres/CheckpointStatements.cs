using Npgsql;
using Tripline.Storage.Candles;
using Tripline.Storage.Checkpoints;

namespace Tripline.Storage.Postgres;

/// <summary>The statements of one checkpoint: one a table, each for all rows at once.</summary>
internal sealed class CheckpointStatements(
    CheckpointWrite checkpoint, long generation, DateTime writtenAt, IReadOnlyList<SymbolCandles> candles)
{
    private const string Partition = """
        insert into tripline.partition_checkpoint as p
            (partition, generation, next_offset, tick_count, source_names, source_sequences, written_at)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (partition) do update set
            generation = excluded.generation, next_offset = excluded.next_offset, tick_count = excluded.tick_count,
            source_names = excluded.source_names, source_sequences = excluded.source_sequences,
            written_at = excluded.written_at
        """;

    private const string Symbols = """
        insert into tripline.symbol_checkpoint (symbol, arming_sequence, rule_page_count, core)
        select * from unnest($1, $2, $3, $4)
        on conflict (symbol) do update set
            arming_sequence = excluded.arming_sequence, rule_page_count = excluded.rule_page_count, core = excluded.core
        """;

    private const string Pages = """
        insert into tripline.rule_page (symbol, number, bytes) select * from unnest($1, $2, $3)
        on conflict (symbol, number) do update set bytes = excluded.bytes
        """;

    private const string DropPages = """
        delete from tripline.rule_page p using unnest($1, $2) w(symbol, rule_page_count)
        where p.symbol = w.symbol and p.number >= w.rule_page_count
        """;

    private const string DropArmings = """
        delete from tripline.arming_journal a using unnest($1, $2) w(symbol, arming_sequence)
        where a.symbol = w.symbol and a.sequence <= w.arming_sequence
        """;

    private const string NewCandles = """
        insert into tripline.candle_page (symbol, interval_seconds, page_time, candles, write_number)
        select w.*, nextval('tripline.candle_write') from unnest($1, $2, $3, $4) w
        """;

    public long Generation => generation;

    /// <summary>The rows of candles that it adds.</summary>
    public IReadOnlyList<CandlePage> CandlePages { get; } = CandlePage.Of(candles);

    /// <summary>Adds them, the fence first.</summary>
    public void AddTo(NpgsqlBatch batch)
    {
        var partition = checkpoint.Partition;
        FenceStatement.Add(batch, partition.Partition, generation);
        batch.Add(
            Partition,
            partition.Partition,
            generation,
            partition.NextOffset,
            partition.TickCount,
            partition.SourceSequences.Keys.ToArray(),
            partition.SourceSequences.Values.ToArray(),
            writtenAt);
        AddSymbols(batch, checkpoint.Symbols);
        AddCandles(batch);
    }

    private static void AddSymbols(NpgsqlBatch batch, IReadOnlyList<SymbolCheckpoint> checkpoints)
    {
        if (checkpoints.Count == 0)
        {
            return;
        }

        var symbols = Column(checkpoints, s => PostgresText.Key(s.Symbol));
        var armingSequences = Column(checkpoints, s => s.ArmingSequence);
        var pageCounts = Column(checkpoints, s => s.RulePageCount);
        batch.Add(Symbols, symbols, armingSequences, pageCounts, Column(checkpoints, s => s.Core));

        var pages = checkpoints.SelectMany(s => s.RulePages, (s, page) => (s.Symbol, Page: page)).ToArray();
        if (pages.Length > 0)
        {
            batch.Add(
                Pages,
                Column(pages, p => p.Symbol),
                Column(pages, p => p.Page.Number),
                Column(pages, p => p.Page.Bytes));
        }

        batch.Add(DropPages, symbols, pageCounts);
        batch.Add(DropArmings, symbols, armingSequences);
    }

    // Where the answer to this very checkpoint was lost, its rows come twice and say the same.
    private void AddCandles(NpgsqlBatch batch)
    {
        if (CandlePages.Count == 0)
        {
            return;
        }

        batch.Add(
            NewCandles,
            Column(CandlePages, p => p.Symbol),
            Column(CandlePages, p => p.IntervalSeconds),
            Column(CandlePages, p => EpochTime.FromMs(p.TimeMs)),
            Column(CandlePages, p => p.Bytes));
    }

    private static TValue[] Column<TRow, TValue>(IReadOnlyList<TRow> rows, Func<TRow, TValue> value)
    {
        var column = new TValue[rows.Count];
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = value(rows[i]);
        }

        return column;
    }
}
