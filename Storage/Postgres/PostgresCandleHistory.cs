using Tripline.Storage.Candles;

namespace Tripline.Storage.Postgres;

/// <summary>Candles by symbol, interval and opening time.</summary>
internal sealed class PostgresCandleHistory(PostgresDatabase database) : ICandleHistory
{
    private const string Newest = """
        select open_time, open, high, low, close, volume, vwap, trade_count from tripline.candle
        where symbol = $1 and interval_seconds = $2 and open_time >= $3 and open_time < $4
        order by open_time desc
        limit $5
        """;

    public async ValueTask<IReadOnlyList<Candle>> ReadAsync(
        string symbol, int intervalSeconds, long fromMs, long toMs, int limit, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            async (connection, token) =>
            {
                await using var command = connection.Command(
                    Newest,
                    symbol,
                    intervalSeconds,
                    EpochTime.FromMs(fromMs),
                    EpochTime.FromMs(toMs),
                    Math.Max(0, limit));
                await using var reader = await command.ExecuteReaderAsync(token);
                var candles = new List<Candle>();
                while (await reader.ReadAsync(token))
                {
                    candles.Add(new Candle(
                        intervalSeconds,
                        EpochTime.ToMs(reader.GetDateTime(0)),
                        reader.GetDouble(1),
                        reader.GetDouble(2),
                        reader.GetDouble(3),
                        reader.GetDouble(4),
                        reader.GetDouble(5),
                        reader.GetDouble(6),
                        reader.GetInt64(7)));
                }

                candles.Reverse();
                return candles;
            },
            cancellationToken);
}
