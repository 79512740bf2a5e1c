using System.Net.Sockets;
using Npgsql;

namespace Tripline.Storage.Postgres;

/// <summary>Says what an error of the driver or the server means for the work that met it.</summary>
internal static class PostgresFault
{
    /// <summary>Raised by the schema's fence.</summary>
    public const string StaleOwner = "TL001";

    /// <summary>Raised by the schema when some of a group's writes are refused; the hint has their ordinals.</summary>
    public const string RefusedWrites = "TL002";

    /// <summary>Whether the server took the work back, so that it can be tried again at once.</summary>
    public static bool IsRolledBack(Exception error) => error is PostgresException
    {
        SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
    } || IsPartitionMissing(error);

    /// <summary>Whether a row's partition of the history was dropped since it was made.</summary>
    public static bool IsPartitionMissing(Exception error) => error is PostgresException
    {
        SqlState: PostgresErrorCodes.CheckViolation, TableName: "candle_page" or "trigger", ConstraintName: null,
    };

    /// <summary>Whether the connection was lost, so that nobody told whether the work was done.</summary>
    public static bool IsConnectionLost(Exception error) => error switch
    {
        PostgresException e => e.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
            or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.IdleSessionTimeout
            || e.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException e => e.InnerException is not TimeoutException,
        IOException or SocketException or ObjectDisposedException => true,
        _ => false,
    };

    /// <summary>Whether the server said that it did not do the work, for want of time, room or permission to
    /// write.</summary>
    public static bool IsRefusedForNow(Exception error) => error is PostgresException e && (
        e.SqlState is PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.LockNotAvailable
            or PostgresErrorCodes.ReadOnlySqlTransaction
        || e.SqlState.StartsWith("53", StringComparison.Ordinal)
        || e.SqlState.StartsWith("58", StringComparison.Ordinal));

    /// <summary>Whether nothing was sent: no connection could be had.</summary>
    public static bool IsWorthConnectingAgain(Exception error) =>
        IsConnectionLost(error)
        || error is TimeoutException or NpgsqlException { InnerException: TimeoutException }
        || error is PostgresException { SqlState: PostgresErrorCodes.TooManyConnections };

    /// <summary>What to do about a server that cannot be used, in a sentence.</summary>
    public static string Advice(Exception? error) => error switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } =>
            "Create the database first (createdb), or correct the connection string.",
        PostgresException e when e.SqlState.StartsWith("28", StringComparison.Ordinal) =>
            "Correct the user or the password in the connection string.",
        _ => "Start it, or correct host and port in the connection string.",
    };

    /// <summary>The numbers, split by commas, in the hint of an error that the schema raised. (The driver hides
    /// details, for they may hold data.)</summary>
    public static IReadOnlyList<int> Numbers(PostgresException error) =>
        (error.Hint ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToArray();
}
