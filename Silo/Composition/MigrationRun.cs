using Tripline.Silo.Membership;
using Tripline.Storage.Postgres;
using Tripline.Storage.Postgres.Migrations;

namespace Tripline.Silo.Composition;

/// <summary>Brings the database's schema up to date without starting a silo.</summary>
internal static class MigrationRun
{
    /// <summary>The word of the command line that asks for it.</summary>
    public const string Word = "--migrate";

    /// <summary>Migrates and reports each step in a line.</summary>
    /// <returns>0 when the schema is up to date now, 1 when it could not be brought there, 2 when no database is
    /// named.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        var configuration = WebApplication.CreateBuilder([.. args.Where(arg => arg != Word)]).Configuration;
        if (string.IsNullOrWhiteSpace(configuration[SiloMode.Database]))
        {
            await errors.WriteLineAsync($"{Word} needs --{SiloMode.Database}: the database to migrate.");
            return 2;
        }

        try
        {
            var options = PostgresOptionsReader.Read(configuration);
            await PostgresMigrator.ReachAsync(options, TimeProvider.System, CancellationToken.None);
            await EarlierBuild.RefuseAsync(configuration[SiloMode.Database]!, CancellationToken.None);
            var report = await PostgresMigrator.MigrateAsync(options, TimeProvider.System, CancellationToken.None);
            foreach (var step in report.Applied)
            {
                await output.WriteLineAsync($"Applied migration {step.Version} ({step.Name}).");
            }

            await output.WriteLineAsync($"The schema has version {report.Version}.");
            return 0;
        }
        catch (Exception error) when (error is IOException or MigrationException or InvalidOperationException)
        {
            await errors.WriteLineAsync($"The database cannot be migrated: {error.Message}");
            return 1;
        }
    }
}
