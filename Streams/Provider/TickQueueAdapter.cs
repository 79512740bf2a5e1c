using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;

namespace Tripline.Streams.Provider;

/// <summary>The tick log as Orleans sees a queueing system: it is read here, and written by <see cref="ITickAppender"/>
/// only.</summary>
internal sealed class TickQueueAdapter(string name, TickQueues queues) : IQueueAdapterFactory, IQueueAdapter, IQueueAdapterCache
{
    private readonly TickQueueMapper _mapper = new(queues.Count);

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public bool IsRewindable => true;

    /// <inheritdoc/>
    public StreamProviderDirection Direction => StreamProviderDirection.ReadOnly;

    public static IQueueAdapterFactory Create(IServiceProvider services, string name) =>
        new TickQueueAdapter(name, services.GetRequiredService<TickQueues>());

    /// <inheritdoc/>
    [Obsolete("The overload with a token is used.")]
    public Task<IQueueAdapter> CreateAdapter() => CreateAdapter(CancellationToken.None);

    /// <inheritdoc/>
    public Task<IQueueAdapter> CreateAdapter(CancellationToken cancellationToken) => Task.FromResult<IQueueAdapter>(this);

    /// <inheritdoc/>
    public IQueueAdapterCache GetQueueAdapterCache() => this;

    /// <inheritdoc/>
    public IStreamQueueMapper GetStreamQueueMapper() => _mapper;

    /// <inheritdoc/>
    public Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId) =>
        Task.FromResult<IStreamFailureHandler>(new NoOpStreamDeliveryFailureHandler());

    /// <inheritdoc/>
    public IQueueAdapterReceiver CreateReceiver(QueueId queueId) =>
        new TickQueueReceiver(queues[TickQueueMapper.PartitionOf(queueId)]);

    /// <inheritdoc/>
    public IQueueCache CreateQueueCache(QueueId queueId) =>
        new TickQueueCache(queues[TickQueueMapper.PartitionOf(queueId)]);

    /// <inheritdoc/>
    public Task QueueMessageBatchAsync<T>(
        StreamId streamId, IEnumerable<T> events, StreamSequenceToken? token, Dictionary<string, object>? requestContext) =>
        throw new NotSupportedException("Ticks enter the log through ITickAppender, which encodes and partitions them.");
}
