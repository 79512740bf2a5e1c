using Tripline.Runtime;

namespace Tripline.Tests.Grains.Runtime.Remote;

public sealed class MovingPartitionTests
{
    private const int Silos = 3;
    private const int Partitions = 6;
    private const int Callers = 12;

    /// <summary>Random moves under load: no key ever runs in two places, no call runs twice, none is lost.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task PartitionsThatMoveUnderLoad_NeverRunACallInTwoPlaces(int seed)
    {
        await using var cluster = await ClusterUnderTest.StartAsync(
            Silos, Partitions, (options, _) => options.AddGrain<CountedGrain>());
        var random = new Random(seed);
        using var ended = new CancellationTokenSource();
        var callers = Enumerable.Range(0, Callers)
            .Select(caller => Task.Run(() => CallAsync(cluster, caller, ended.Token)))
            .ToArray();
        for (var move = 0; move < 60; move++)
        {
            Assert.True(await cluster.MoveAsync(random.Next(Partitions), cluster.Silos[random.Next(Silos)]));
            await Task.Delay(random.Next(10));
        }

        await ended.CancelAsync();
        var made = await Task.WhenAll(callers).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(0, cluster.Probe.Overlaps);
        Assert.True(made.Sum() > 1_000, $"Only {made.Sum()} calls were made.");
        Assert.Equal(made.Sum(), cluster.Probe.Notes.Length);
        Assert.Equal(made.Sum(), cluster.Probe.Notes.Distinct().Count());
    }

    /// <summary>Each caller calls one key after another, partly through a grain of another partition.</summary>
    private static async Task<int> CallAsync(ClusterUnderTest cluster, int caller, CancellationToken ended)
    {
        var made = 0;
        for (; !ended.IsCancellationRequested; made++)
        {
            var grains = cluster.Silos[made % Silos].Grains;
            var id = $"{caller}-{made}";
            await (made % 3 == 0
                ? grains.GetGrain<ICountedGrain>($"k{(made + 5) % 20}").CallThrough($"k{made % 20}/x", id)
                : grains.GetGrain<ICountedGrain>($"k{made % 20}/x").Call(id));
        }

        return made;
    }

    public interface ICountedGrain : IGrainWithStringKey
    {
        Task Call(string id);

        [AlwaysInterleave]
        Task CallThrough(string key, string id);
    }

    public sealed class CountedGrain(Probe probe) : Grain, ICountedGrain
    {
        public override Task OnActivateAsync(CancellationToken cancellationToken)
        {
            probe.Enter(this.GetPrimaryKeyString());
            return Task.CompletedTask;
        }

        public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
        {
            await Task.Yield();
            probe.Leave(this.GetPrimaryKeyString());
        }

        public async Task Call(string id)
        {
            probe.Enter($"turn {this.GetPrimaryKeyString()}");
            await Task.Yield();
            probe.Note(id);
            probe.Leave($"turn {this.GetPrimaryKeyString()}");
        }

        public Task CallThrough(string key, string id) => GrainFactory.GetGrain<ICountedGrain>(key).Call(id);
    }
}
