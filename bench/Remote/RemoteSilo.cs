using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Tripline.Bench.Calls;
using Tripline.Runtime.Hosting;
using Tripline.Runtime.Placement;
using Tripline.Runtime.Remote;

namespace Tripline.Bench.Remote;

/// <summary>A silo with nothing but the grains that are called; in this process, or as a process of its own.</summary>
internal static class RemoteSilo
{
    /// <summary>The word of the command line that makes a process such a silo.</summary>
    public const string Word = "remote-silo";

    private const string Key = "the-benchmark-has-no-secrets";

    /// <summary>Builds one that calls the owner, or that owns everything.</summary>
    public static ServiceProvider Build(SiloAddress? owner) => new ServiceCollection()
        .AddSingleton<IPartitionDirectory>(new OneOwner(owner))
        .AddTriplineCluster(new ClusterOptions { SiloId = owner is null ? "called" : "caller", Port = 0, Key = Key })
        .AddTriplineRuntime(options => options.AddGrain<PingGrain>())
        .BuildServiceProvider();

    /// <summary>Owns everything until its input ends; says its port on its output.</summary>
    public static async Task<int> RunAsync()
    {
        await using var silo = Build(owner: null);
        var server = silo.GetRequiredService<ClusterServer>();
        await server.StartAsync(CancellationToken.None);
        var gate = silo.GetRequiredService<PartitionGate>();
        gate.SetTaken(0);
        gate.SetServing(0);
        await Console.Out.WriteLineAsync(server.Port.ToString(CultureInfo.InvariantCulture));
        while (await Console.In.ReadLineAsync() is not null)
        {
            // Only the end matters.
        }

        await server.StopAsync(CancellationToken.None);
        return 0;
    }
}
