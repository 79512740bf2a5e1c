using Orleans.Configuration;

namespace Tripline.Silo.Membership;

/// <summary>Joins silos to a cluster through PostgreSQL.</summary>
internal static class PostgresClustering
{
    /// <summary>Adds membership and reminders in a database that our migrations have prepared.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="connectionString">Of the database.</param>
    /// <param name="clusterId">Names the cluster; clusters of different names may share the database.</param>
    /// <param name="settings">How soon the dead are noticed.</param>
    /// <exception cref="InvalidOperationException">The settings make no sense.</exception>
    public static ISiloBuilder UsePostgresClustering(
        this ISiloBuilder silo, string connectionString, string clusterId, MembershipSettings settings)
    {
        settings.Validate();
        var connection = OrleansConnection.Of(connectionString);
        silo.Configure<ClusterOptions>(cluster =>
        {
            cluster.ClusterId = clusterId;
            cluster.ServiceId = clusterId;
        });
        silo.Configure<ClusterMembershipOptions>(membership => Apply(settings, membership));
        silo.UseAdoNetClustering(table =>
        {
            table.Invariant = OrleansConnection.Invariant;
            table.ConnectionString = connection;
        });
        silo.UseAdoNetReminderService(table =>
        {
            table.Invariant = OrleansConnection.Invariant;
            table.ConnectionString = connection;
        });
        silo.Services.AddSingleton(settings);
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, DeadCluster>();
        silo.Services.AddSingleton<IFatalErrorHandler, EndOfSilo>();
        return silo;
    }

    private static void Apply(MembershipSettings settings, ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = settings.ProbeTimeout;
        membership.MinProbeTimeout = settings.ProbeTimeout;
        membership.MaxProbeTimeout = settings.ProbeTimeout;
        membership.NumMissedProbesLimit = settings.MissedProbes;
        membership.NumVotesForDeathDeclaration = settings.Votes;
        membership.IAmAliveTablePublishTimeout = settings.AliveEvery;

        // How soon a silo that was frozen learns that the others have declared it dead; by default after a minute.
        membership.TableRefreshTimeout = settings.AliveEvery;

        // Of dead rows nobody needs more than what the directory may still name.
        membership.DefunctSiloExpiration = TimeSpan.FromHours(1);
        membership.DefunctSiloCleanupPeriod = TimeSpan.FromMinutes(10);
    }
}
