using Tripline.Storage.Embedded;
using Tripline.Storage.Postgres;

namespace Tripline.Silo.Composition;

/// <summary>Adds the storage, and opens it before anything else stands on it.</summary>
internal static class StorageComposition
{
    public static void AddStorage(this WebApplicationBuilder builder, SiloPlan plan)
    {
        if (plan.Storage is StorageChoice.Postgres)
        {
            builder.Services.AddPostgresStorage(PostgresOptionsReader.Read(builder.Configuration));
            return;
        }

        builder.Services.AddEmbeddedStorage(options =>
        {
            builder.Configuration.GetSection("Storage").Bind(options);
            options.DataPath = builder.Configuration.DataPath();
        });
    }

    /// <summary>Locks and opens the data folder, connects to the database and brings its schema up to date, as far as
    /// the silo stands on them. Returns where the state is kept, for people.</summary>
    /// <exception cref="IOException">The data folder is in use, of a newer format, or cannot be read or written; or the
    /// database cannot be used.</exception>
    /// <exception cref="Storage.Postgres.Migrations.MigrationException">The database's schema does not fit.</exception>
    public static string OpenStorage(this WebApplication app, SiloPlan plan)
    {
        var folder = app.Configuration.DataPath();
        if (plan.Storage is StorageChoice.Embedded)
        {
            app.Services.GetRequiredService<EmbeddedStorage>();
            return folder;
        }

        if (plan.NeedsDataFolder)
        {
            app.Services.GetRequiredService<DataFolder>();
        }

        var server = app.Services.GetRequiredService<PostgresStorage>().Server;
        return plan.NeedsDataFolder ? $"PostgreSQL at {server} and its ticks in {folder}" : $"PostgreSQL at {server}";
    }
}
