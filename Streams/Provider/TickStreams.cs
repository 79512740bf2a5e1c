using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace Tripline.Streams.Provider;

/// <summary>The tick log as an Orleans stream provider: one queue and one stream a partition, rewindable, never a miss
/// while the log holds the position.</summary>
public static class TickStreams
{
    /// <summary>Name of the provider, and namespace of its streams.</summary>
    public const string Name = "ticks";

    // A pulling agent waits inside its receiver; the timer only starts it, and again after a pause.
    private static readonly TimeSpan AgentPeriod = TimeSpan.FromMilliseconds(100);

    /// <summary>Adds the provider <see cref="Name"/>. A grain with <c>[ImplicitStreamSubscription("ticks")]</c> and an
    /// integer key gets the partition of its key: as <see cref="TickRun"/>s, a run of records at a time, or as
    /// <see cref="Tick"/>s, one by one. The host registers an <see cref="Log.ITickLog"/> and a
    /// <see cref="IPartitionPlacement"/>.</summary>
    public static ISiloBuilder AddTickStreams(this ISiloBuilder builder)
    {
        builder.Services.AddSingleton<TickQueues>();
        return builder.AddPersistentStreams(Name, TickQueueAdapter.Create, streams =>
        {
            // A silo that stops says so first: its queues are another one's from then on, and read by this one until then.
            streams.ConfigureLifecycle(lifecycle => lifecycle.Configure(
                options => options.StartStage = ServiceLifecycleStage.BecomeActive));
            streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
            streams.ConfigurePartitionBalancing(PartitionQueueBalancer.Create);
            streams.ConfigurePullingAgent(agents => agents.Configure(options =>
            {
                options.GetQueueMsgsTimerPeriod = AgentPeriod;
                // By default an event that cannot be delivered for a minute is skipped.
                options.MaxEventDeliveryTime = Timeout.InfiniteTimeSpan;
            }));
        });
    }

    /// <summary>The stream of a partition.</summary>
    public static StreamId Of(int partition) => StreamId.Create(Name, partition);

    /// <summary>The token with which a subscription resumes at an offset of the log.</summary>
    public static StreamSequenceToken Before(long offset) => new EventSequenceTokenV2(offset - 1);
}
