using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime.Placement;
using Tripline.Silo.Membership;
using Tripline.Silo.States;
using Tripline.Tests.Integration.Storage.Postgres;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.Membership;

/// <summary>Silos that hold nothing but what Orleans needs of PostgreSQL.</summary>
internal static class ProbeSilo
{
    public const string Cluster = "probe";

    public static async Task<string> DatabaseAsync(SharedPostgres postgres)
    {
        var database = await (await postgres.ServerAsync()).CreateDatabaseAsync();
        await using var migrated = await StorageOnPostgres.OpenAsync(database);
        return database;
    }

    public static IHost Build(string database, Action<ISiloBuilder>? more = null, int? port = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.UseOrleans(silo =>
        {
            silo.UsePostgresClustering(database, Cluster, new MembershipSettings());
            silo.AddPostgresGrainStorage(database);
            silo.UsePostgresGrainDirectory(database, typeof(OtherProbeGrain));
            silo.ConfigureEndpoints(IPAddress.Loopback, port ?? FreePorts.Next(), gatewayPort: 0);
            silo.AddIncomingGrainCallFilter<ExceptionTravel>();
            more?.Invoke(silo);
        });
        return builder.Build();
    }

    public static async Task<IHost> StartAsync(string database, Action<ISiloBuilder>? more = null)
    {
        var host = Build(database, more);
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    public static IProbeGrain Probe(this IHost host, string key) =>
        host.Services.GetRequiredService<IGrainFactory>().GetGrain<IProbeGrain>(key, typeof(ProbeGrain).FullName);

    public static IOtherProbeGrain OtherProbe(this IHost host, string key) =>
        host.Services.GetRequiredService<IGrainFactory>().GetGrain<IOtherProbeGrain>(key);

    /// <summary>A grain on another silo, called from this one, as soon as this one places grains there.</summary>
    public static async Task<IOtherProbeGrain> OtherProbeOnAsync(this IHost here, IHost there)
    {
        var place = there.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;
        var number = 0;
        IOtherProbeGrain? grain = null;
        await Eventually.BecomesTrueAsync("a grain is placed on the other silo", TimeSpan.FromSeconds(30), async () =>
        {
            grain = here.OtherProbe($"remote-{number++}");
            RequestContext.Set(IPlacementDirector.PlacementHintKey, place);
            var home = await grain.PutAsync("secret");
            RequestContext.Clear();
            return home.Contains($":{place.Endpoint.Port}", StringComparison.Ordinal);
        });
        return grain!;
    }

    public static async Task StopAsync(params IHost[] hosts)
    {
        foreach (var host in hosts)
        {
            await host.StopAsync(CancellationToken.None);
            host.Dispose();
        }
    }
}
