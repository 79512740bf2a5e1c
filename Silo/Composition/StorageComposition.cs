using Orleans.Storage;
using Tripline.Silo.Membership;
using Tripline.Storage.Embedded;
using Tripline.Storage.Postgres;

namespace Tripline.Silo.Composition;

/// <summary>Adds the storage, and opens it before anything else stands on it.</summary>
internal static class StorageComposition
{
    public static void AddStorage(this WebApplicationBuilder builder, SiloMode mode)
    {
        if (mode.UsesPostgres)
        {
            builder.Services.AddPostgresStorage(PostgresOptionsReader.Read(builder.Configuration));
            builder.Services.AddSingleton(_ => DataFolder.Open(builder.Configuration.DataPath()));
            return;
        }

        builder.Services.AddEmbeddedStorage(options =>
        {
            builder.Configuration.GetSection("Storage").Bind(options);
            options.DataPath = builder.Configuration.DataPath();
        });
    }

    /// <summary>The silo's own storage of grain states, which groups commits; under any name.</summary>
    public static IGrainStorage States(IServiceProvider services, string name) =>
        services.GetRequiredService<SiloMode>().UsesPostgres
            ? services.GetRequiredService<PostgresStorage>().Grains
            : services.GetRequiredService<EmbeddedStorage>().Grains;

    /// <summary>Locks and opens the data folder, connects to the database and brings its schema up to date, as far as
    /// the silo stands on them. Returns where its data are, for people.</summary>
    /// <exception cref="IOException">The data folder is in use, of a newer format, or cannot be read or written; or the
    /// database cannot be used.</exception>
    /// <exception cref="Storage.Postgres.Migrations.MigrationException">The database's schema does not fit.</exception>
    public static string OpenStorage(this WebApplication app)
    {
        var mode = app.Services.GetRequiredService<SiloMode>();
        var folder = app.Configuration.DataPath();
        if (!mode.UsesPostgres)
        {
            app.Services.GetRequiredService<EmbeddedStorage>();
            return folder;
        }

        if (!mode.IsClustered)
        {
            app.Services.GetRequiredService<DataFolder>();
        }

        // Before the schema is brought up to date.
        EarlierBuild.RefuseAsync(app.Configuration[SiloMode.Database]!, CancellationToken.None).GetAwaiter().GetResult();
        var server = app.Services.GetRequiredService<PostgresStorage>().Server;
        return mode.IsClustered ? $"PostgreSQL at {server}" : $"PostgreSQL at {server} and its ticks in {folder}";
    }
}
