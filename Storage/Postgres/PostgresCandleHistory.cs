using Npgsql;
using Tripline.Storage.Candles;

namespace Tripline.Storage.Postgres;

/// <summary>Candles by symbol, interval and opening time, out of packed rows.</summary>
internal sealed class PostgresCandleHistory(PostgresDatabase database) : ICandleHistory
{
    // A page may be one row or sixty.
    private const int FirstRows = 64;
    private const int MostRows = 1_024;

    private const string Newest = """
        select page_time, write_number, candles from tripline.candle_page
        where symbol = $1 and interval_seconds = $2 and page_time >= $3 and (page_time, write_number) < ($4, $5)
        order by page_time desc, write_number desc
        limit $6
        """;

    public async ValueTask<IReadOnlyList<Candle>> ReadAsync(
        string symbol, int intervalSeconds, long fromMs, long toMs, int limit, CancellationToken cancellationToken) =>
        limit <= 0 || toMs <= fromMs
            ? []
            : await database.ReadAsync(
                (connection, token) => ReadAsync(connection, symbol, intervalSeconds, fromMs, toMs, limit, token),
                cancellationToken);

    private static async Task<IReadOnlyList<Candle>> ReadAsync(
        NpgsqlConnection connection,
        string symbol,
        int intervalSeconds,
        long fromMs,
        long toMs,
        int limit,
        CancellationToken cancellationToken)
    {
        var candles = new SortedDictionary<long, Candle>();
        var first = EpochTime.FromMs(CandlePage.StartMs(intervalSeconds, fromMs));
        var (page, writeNumber) = (EpochTime.FromMs(CandlePage.StartMs(intervalSeconds, toMs - 1)), long.MaxValue);
        for (var rows = FirstRows; ; rows = Math.Min(2 * rows, MostRows))
        {
            await using var command = connection.Command(
                Newest, PostgresText.Key(symbol), intervalSeconds, first, page, writeNumber, rows);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var read = 0;
            for (; await reader.ReadAsync(cancellationToken); read++)
            {
                (page, writeNumber) = (reader.GetDateTime(0), reader.GetInt64(1));
                CandlePage.Read(reader.GetFieldValue<byte[]>(2), intervalSeconds, candles);
            }

            // The page of the last row may go on; those before it are whole.
            var pageMs = EpochTime.ToMs(page);
            if (read < rows
                || candles.Keys.Count(ms => ms < toMs && CandlePage.StartMs(intervalSeconds, ms) > pageMs) >= limit)
            {
                break;
            }
        }

        return [.. candles.Values.Where(c => c.OpenTimeMs >= fromMs && c.OpenTimeMs < toMs).TakeLast(limit)];
    }
}
