using Npgsql;
using Orleans.Runtime.GrainDirectory;

namespace Tripline.Silo.Membership;

/// <summary>Adds the directory in PostgreSQL.</summary>
internal static class GrainDirectories
{
    /// <summary>Has the grains of these classes listed there: with Orleans' own directory, a silo that dies or leaves
    /// also ends activations of the others.</summary>
    public static ISiloBuilder UsePostgresGrainDirectory(
        this ISiloBuilder silo, string connectionString, params Type[] grainClasses)
    {
        silo.Services.AddSingleton(new ListedGrains.Types(grainClasses.Select(c => c.FullName!).ToHashSet()));
        silo.Services.AddSingleton(provider => ActivatorUtilities.CreateInstance<PostgresGrainDirectory>(
            provider, NpgsqlDataSource.Create(OrleansConnection.Of(connectionString))));
        silo.Services.AddSingleton<IGrainDirectoryResolver, ListedGrains>();
        return silo;
    }
}
