using Microsoft.Extensions.Logging.Abstractions;
using Tripline.Api.Feeds;
using Tripline.Runtime.Placement;
using Tripline.Runtime.Remote;
using Tripline.Tests.Api.Fakes;

namespace Tripline.Tests.Api.Feeds;

/// <summary>The feeds of one silo of a cluster in this process; partition 0 holds keys of upper case, 1 the others.</summary>
internal sealed class FeedSilo : IPartitionDirectory, IAsyncDisposable
{
    private readonly ClusterFeeds _feeds;
    private readonly ClusterServer _server;

    public FeedSilo(string id, FakeGrains grains)
    {
        Id = id;
        var options = new ClusterOptions { SiloId = id, Port = 0, Key = "a-key-of-the-feeds-tests" };
        Streams = new ClusterStreams(options);
        _server = new ClusterServer(options, Streams, NullLoggerFactory.Instance);
        var state = new FeedState(grains, Market, Triggers, TimeProvider.System, NullLogger<FeedState>.Instance);
        _feeds = new ClusterFeeds(
            this, Streams, Market, Triggers, state, TimeProvider.System, NullLogger<ClusterFeeds>.Instance);
    }

    public string Id { get; }

    public ClusterStreams Streams { get; }

    public MarketFeed Market { get; } = new();

    public TriggerFeed Triggers { get; } = new();

    /// <summary>Who owns the partitions; null or itself for this silo.</summary>
    public FeedSilo?[] Owners { get; } = new FeedSilo?[2];

    public async Task StartAsync()
    {
        await _server.StartAsync(CancellationToken.None);
        await _feeds.StartAsync(CancellationToken.None);
    }

    public int PartitionOf(ReadOnlySpan<char> key) => char.IsUpper(key[0]) ? 0 : 1;

    public SiloAddress? OwnerOf(int partition) => Volatile.Read(ref Owners[partition]) is { } owner && owner != this
        ? new SiloAddress(owner.Id, $"127.0.0.1:{owner._server.Port}")
        : null;

    public Task RefreshAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Cuts all connections; they are made again.</summary>
    public void Cut() => Streams.EndAll();

    public async ValueTask DisposeAsync()
    {
        await _feeds.StopAsync(CancellationToken.None);
        _feeds.Dispose();
        await _server.StopAsync(CancellationToken.None);
        await _server.DisposeAsync();
        Streams.Dispose();
    }
}
