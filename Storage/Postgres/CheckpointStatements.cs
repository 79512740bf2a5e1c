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
        insert into tripline.candle
            (symbol, interval_seconds, open_time, open, high, low, close, volume, vwap, trade_count)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    private const string CandlesAgain = $"""
        {NewCandles}
        on conflict (symbol, interval_seconds, open_time) do update set
            open = excluded.open, high = excluded.high, low = excluded.low, close = excluded.close,
            volume = excluded.volume, vwap = excluded.vwap, trade_count = excluded.trade_count
        """;

    public long Generation => generation;

    public IReadOnlyList<(string Symbol, Candle Candle)> Candles { get; } = candles
        .SelectMany(of => of.Candles, (of, candle) => (of.Symbol, Candle: candle))
        .GroupBy(c => (c.Symbol, c.Candle.IntervalSeconds, c.Candle.OpenTimeMs))
        .Select(same => same.Last())
        .ToArray();

    /// <summary>Adds them, the fence first.</summary>
    /// <param name="batch">Where they go.</param>
    /// <param name="mayHaveCandles">Whether candles of this checkpoint may be stored already; asking for each row costs
    /// a third of the insert.</param>
    public void AddTo(NpgsqlBatch batch, bool mayHaveCandles)
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
        AddCandles(batch, mayHaveCandles ? CandlesAgain : NewCandles);
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

    private void AddCandles(NpgsqlBatch batch, string statement)
    {
        if (Candles.Count == 0)
        {
            return;
        }

        batch.Add(
            statement,
            Column(Candles, c => PostgresText.Key(c.Symbol)),
            Column(Candles, c => c.Candle.IntervalSeconds),
            Column(Candles, c => EpochTime.FromMs(c.Candle.OpenTimeMs)),
            Column(Candles, c => c.Candle.Open),
            Column(Candles, c => c.Candle.High),
            Column(Candles, c => c.Candle.Low),
            Column(Candles, c => c.Candle.Close),
            Column(Candles, c => c.Candle.Volume),
            Column(Candles, c => c.Candle.Vwap),
            Column(Candles, c => c.Candle.TradeCount));
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
