using Npgsql;

namespace Tripline.Storage.Postgres;

/// <summary>Completes a connection string with what the storage relies on.</summary>
internal static class ConnectionSettings
{
    private const int PreparedStatements = 64;

    /// <summary>What the connection string says stays, but for timeouts of commands, the isolation level and the
    /// resetting of sessions.</summary>
    public static NpgsqlConnectionStringBuilder Build(PostgresOptions options)
    {
        var settings = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        Default("Timeout", settings, s => s.Timeout = Seconds(options.ConnectTimeout));
        Default("Maximum Pool Size", settings, s => s.MaxPoolSize = options.MaxConnections);
        Default("Max Auto Prepare", settings, s => s.MaxAutoPrepare = PreparedStatements);
        Default("Auto Prepare Min Usages", settings, s => s.AutoPrepareMinUsages = 2);
        Default("Application Name", settings, s => s.ApplicationName = "tripline");

        // Nothing here changes a session's settings for longer than a transaction.
        settings.NoResetOnClose = true;

        // Every call has a bound of its own and cancels its command when that has passed.
        settings.CommandTimeout = 0;

        // Every statement finds its rows by an index. A plan that was made while a table was small, and is kept, must
        // not read the whole of it once it has grown.
        const string plans = "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off";

        // A server that has lost sight of its client ends the work by itself. The fence needs each statement to see
        // what was committed before it.
        var longest = options.CheckpointTimeout > options.CallTimeout ? options.CheckpointTimeout : options.CallTimeout;
        settings.Options = string.Join(' ', new[]
        {
            settings.Options,
            plans,
            $"-c statement_timeout={(long)longest.TotalMilliseconds}",
            @"-c default_transaction_isolation=read\ committed",
        }.Where(option => !string.IsNullOrEmpty(option)));
        return settings;
    }

    private static int Seconds(TimeSpan time) => Math.Max(1, (int)Math.Ceiling(time.TotalSeconds));

    private static void Default(
        string key, NpgsqlConnectionStringBuilder settings, Action<NpgsqlConnectionStringBuilder> set)
    {
        if (!settings.ShouldSerialize(key))
        {
            set(settings);
        }
    }
}
