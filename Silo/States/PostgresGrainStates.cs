using Orleans.Runtime.Hosting;
using Orleans.Storage;
using Tripline.Silo.Membership;

namespace Tripline.Silo.States;

/// <summary>Grain states off the hot path, in PostgreSQL.</summary>
internal static class PostgresGrainStates
{
    private const string Rows = "postgres-rows";

    /// <summary>Makes Microsoft.Orleans.Persistence.AdoNet the default storage of grain states, with a row of its own for
    /// each grain class, key and state name.</summary>
    public static ISiloBuilder AddPostgresGrainStorage(this ISiloBuilder silo, string connectionString)
    {
        silo.AddAdoNetGrainStorage(Rows, options =>
        {
            options.Invariant = OrleansConnection.Invariant;
            options.ConnectionString = OrleansConnection.Of(connectionString);
            options.GrainStorageSerializer = new StateText();
        });
        silo.Services.AddGrainStorage(
            "Default",
            static (provider, _) => new OwnRows(provider.GetRequiredKeyedService<IGrainStorage>(Rows)));
        return silo;
    }
}
