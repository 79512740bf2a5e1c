using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tripline.Runtime.Placement;
using Tripline.Runtime.Remote;

namespace Tripline.Api.Feeds;

/// <summary>Brings what this silo's clients watch from the silos that own it: looks, ten times a second, at what is watched
/// and at who owns it, keeps one link to each of those silos, and tells each what to send.</summary>
internal sealed class ClusterFeeds : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<SiloAddress, FeedLink> _links = [];
    private readonly IPartitionDirectory _directory;
    private readonly ClusterStreams _streams;
    private readonly MarketFeed _market;
    private readonly TriggerFeed _triggers;
    private readonly FeedState _state;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private HashSet<string> _ownSymbols = [];
    private HashSet<string> _ownUsers = [];

    /// <summary>Takes the other silos' streams from here on.</summary>
    public ClusterFeeds(
        IPartitionDirectory directory, ClusterStreams streams, MarketFeed market, TriggerFeed triggers, FeedState state,
        TimeProvider clock, ILogger<ClusterFeeds> logger)
    {
        _directory = directory;
        _streams = streams;
        _market = market;
        _triggers = triggers;
        _state = state;
        _clock = clock;
        _logger = logger;
        streams.Accept(
            FeedLink.StreamName, stream => new FeedPublisher(stream, market, triggers, state, clock).RunAsync());
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, _clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await LookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
        finally
        {
            foreach (var (_, link) in _links)
            {
                await link.DisposeAsync();
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var symbols = ByOwner(_market.WatchedHere, out var ownSymbols);
        var users = ByOwner(_triggers.HeardHere, out var ownUsers);
        foreach (var silo in symbols.Select(group => group.Key).Union(users.Select(group => group.Key)))
        {
            if (!_links.TryGetValue(silo, out var link))
            {
                link = new FeedLink(silo, _streams, _market, _triggers, _clock, _logger);
                _links.Add(silo, link);
            }

            link.Watch(new FeedInterest([.. symbols[silo]], [.. users[silo]]));
        }

        foreach (var silo in _links.Keys.Where(silo => !symbols.Contains(silo) && !users.Contains(silo)).ToList())
        {
            _links.Remove(silo, out var link);
            await link!.DisposeAsync();
        }

        CatchUp(ownSymbols, ownUsers, cancellationToken);
    }

    /// <summary>What became this silo's own is looked at once: its last owner may not have told the last of it.</summary>
    private void CatchUp(HashSet<string> symbols, HashSet<string> users, CancellationToken cancellationToken)
    {
        var newSymbols = symbols.Except(_ownSymbols).ToList();
        var newUsers = users.Except(_ownUsers).ToList();
        _ownSymbols = symbols;
        _ownUsers = users;
        if (newSymbols.Count + newUsers.Count > 0)
        {
            _ = CatchUpAsync(newSymbols, newUsers, cancellationToken);
        }
    }

    private async Task CatchUpAsync(List<string> symbols, List<string> users, CancellationToken cancellationToken)
    {
        try
        {
            await _state.PublishInboxesAsync(users, cancellationToken);
            await _state.PublishSymbolsAsync(symbols, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    // What nobody owns right now counts as this silo's own: calls find their way, and wait where they must.
    private ILookup<SiloAddress, string> ByOwner(IEnumerable<string> keys, out HashSet<string> own)
    {
        var owned = keys.Order(StringComparer.Ordinal)
            .Select(key => (Key: key, Owner: _directory.OwnerOf(_directory.PartitionOf(key))))
            .ToList();
        own = owned.Where(pair => pair.Owner is null).Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);
        return owned.Where(pair => pair.Owner is not null).ToLookup(pair => pair.Owner!, pair => pair.Key);
    }
}
