using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tripline.Api.Feeds;
using Tripline.Api.Symbols;

namespace Tripline.Api.Market;

/// <summary>What every hub connection works with, and how many there are.</summary>
internal sealed class SessionServices(
    IGrainFactory grains,
    SymbolLookup symbols,
    MarketFeed market,
    TriggerFeed triggers,
    InboxRecheck inboxes,
    TimeProvider clock,
    IOptions<ApiOptions> options,
    ILogger<MarketHub> logger)
{
    private int _connections;

    public IGrainFactory Grains => grains;

    public SymbolLookup Symbols => symbols;

    public MarketFeed Market => market;

    public TriggerFeed Triggers => triggers;

    public InboxRecheck Inboxes => inboxes;

    public TimeProvider Clock => clock;

    public ApiOptions Options => options.Value;

    public ILogger Logger => logger;

    /// <summary>Counts a connection in; false when there are too many.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _connections) <= Options.MaxConnections)
        {
            return true;
        }

        Leave();
        return false;
    }

    /// <summary>Counts a connection out.</summary>
    public void Leave() => Interlocked.Decrement(ref _connections);
}
