using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace Tripline.Streams.Provider;

/// <summary>Gives this silo the queues of the partitions that <see cref="IPartitionPlacement"/> puts on it.</summary>
internal sealed class PartitionQueueBalancer(IServiceProvider services, IPartitionPlacement placement, ILogger logger)
    : QueueBalancerBase(services, logger)
{
    private QueueId[] _all = [];
    private volatile QueueId[] _mine = [];

    public static IStreamQueueBalancer Create(IServiceProvider services, string name) => new PartitionQueueBalancer(
        services,
        services.GetRequiredService<IPartitionPlacement>(),
        services.GetRequiredService<ILogger<PartitionQueueBalancer>>());

    /// <inheritdoc/>
    public override Task Initialize(IStreamQueueMapper queueMapper)
    {
        _all = [.. queueMapper.GetAllQueues()];
        return base.Initialize(queueMapper);
    }

    /// <inheritdoc/>
    public override IEnumerable<QueueId> GetMyQueues() => _mine;

    /// <inheritdoc/>
    protected override void OnClusterMembershipChange(HashSet<SiloAddress> activeSilos)
    {
        _mine = activeSilos.Contains(SiloAddress)
            ? [.. _all.Where((_, partition) => placement.SiloOf(partition, activeSilos).Equals(SiloAddress))]
            : [];
        NotifyListeners().Ignore();
    }
}
