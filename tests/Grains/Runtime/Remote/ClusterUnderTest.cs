using System.Collections.Concurrent;
using Tripline.Runtime.Hosting;
using Tripline.Runtime.Placement;
using Tripline.Runtime.Remote;

namespace Tripline.Tests.Grains.Runtime.Remote;

/// <summary>Silos in this process that share a directory, which the test writes.</summary>
public sealed class ClusterUnderTest : IAsyncDisposable
{
    public const string Key = "a-key-that-only-the-tests-use";

    private readonly ConcurrentDictionary<int, SiloUnderTest> _owners = new();
    private readonly int _partitions;

    private ClusterUnderTest(int partitions) => _partitions = partitions;

    public List<SiloUnderTest> Silos { get; } = [];

    public Probe Probe { get; } = new();

    /// <summary>Starts silos; partition p is served by silo p mod their count.</summary>
    public static async Task<ClusterUnderTest> StartAsync(
        int silos, int partitions, Action<RuntimeOptions, int> configure, Action<ClusterOptions, int>? configureCluster = null)
    {
        var cluster = new ClusterUnderTest(partitions);
        for (var index = 0; index < silos; index++)
        {
            var number = index;
            var silo = new SiloUnderTest(
                $"silo{index}", silo => new View(cluster, silo), cluster.Probe, options => configure(options, number),
                options => configureCluster?.Invoke(options, number));
            await silo.StartAsync();
            cluster.Silos.Add(silo);
        }

        for (var partition = 0; partition < partitions; partition++)
        {
            cluster.Give(partition, cluster.Silos[partition % silos]);
        }

        return cluster;
    }

    /// <summary>A key, made of a word, that lives on that silo.</summary>
    public string KeyOn(int silo, string word = "k")
    {
        for (var number = 0; ; number++)
        {
            if (_owners[PartitionOf($"{word}{number}")] == Silos[silo])
            {
                return $"{word}{number}";
            }
        }
    }

    public int PartitionOf(ReadOnlySpan<char> key)
    {
        var slash = key.IndexOf('/');
        var hash = 17;
        foreach (var letter in slash < 0 ? key : key[..slash])
        {
            hash = unchecked((hash * 31) + letter);
        }

        return (hash & int.MaxValue) % _partitions;
    }

    public SiloUnderTest OwnerOf(int partition) => _owners[partition];

    /// <summary>Moves a partition as the silos' owners do.</summary>
    public async Task<bool> MoveAsync(int partition, SiloUnderTest to)
    {
        var from = _owners[partition];
        from.Gate.BeginLeave(partition);
        if (!await from.Gate.CloseAsync(partition, TimeSpan.FromSeconds(10)))
        {
            return false;
        }

        Give(partition, to);
        return true;
    }

    public void Give(int partition, SiloUnderTest to)
    {
        _owners[partition] = to;
        to.Serve(partition);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in Silos)
        {
            await silo.DisposeAsync();
        }
    }

    private sealed class View(ClusterUnderTest cluster, SiloUnderTest self) : IPartitionDirectory
    {
        public int PartitionOf(ReadOnlySpan<char> key) => cluster.PartitionOf(key);

        public SiloAddress? OwnerOf(int partition) =>
            cluster._owners.TryGetValue(partition, out var owner) && owner != self ? owner.Address : null;

        public Task RefreshAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
