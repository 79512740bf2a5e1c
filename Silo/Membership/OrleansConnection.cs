using Npgsql;

namespace Tripline.Silo.Membership;

/// <summary>The connections of Orleans' providers.</summary>
internal static class OrleansConnection
{
    /// <summary>The name by which the providers know Npgsql.</summary>
    public const string Invariant = "Npgsql";

    // A pool; the providers share one, the directory has one of its own.
    private const int MaxConnections = 8;

    /// <summary>The same server and database, with the schema in which the providers find their statements, and their
    /// times in UTC.</summary>
    public static string Of(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        SearchPath = "orleans",
        Timezone = "UTC",
        ApplicationName = "tripline-orleans",

        // Of the members' table, the reminders' and the directory's: few and short calls, of many silos.
        MaxPoolSize = MaxConnections,
    }.ConnectionString;
}
