using Microsoft.AspNetCore.SignalR;

namespace Tripline.Api.Market;

/// <summary>Shows the market live. The server sends <c>trigger</c>; <c>quotes</c> and <c>candles</c>, each a list of
/// what is new; and <c>dropped</c> with a reason before it closes a connection that does not keep up.</summary>
internal sealed class MarketHub(SessionServices services, IHubContext<MarketHub> hub) : Hub
{
    private static readonly object SessionKey = new();

    private HubSession Session => (HubSession)Context.Items[SessionKey]!;

    /// <summary>Sends triggers with greater numbers, first those that are there, then each as it comes, in number
    /// order. 0: all; -1 or null: only new ones. A further call takes the place of the one before.</summary>
    /// <returns>The number after which sending starts.</returns>
    public Task<long> WatchTriggers(long? after) => Session.WatchTriggersAsync(after);

    /// <summary>Sends quotes and candles of further symbols, each one's quote at once. All of them or none.</summary>
    public Task WatchSymbols(string[]? symbols) => Session.WatchSymbolsAsync(symbols);

    /// <summary>Sends no more of these symbols.</summary>
    public void UnwatchSymbols(string[]? symbols) => Session.UnwatchSymbols(symbols);

    /// <inheritdoc/>
    public override async Task OnConnectedAsync()
    {
        if (!services.TryEnter())
        {
            throw new HubException("The silo has as many connections as it may have.");
        }

        Context.Items[SessionKey] = new HubSession(services, hub.Clients.Client(Context.ConnectionId), Context);
        await base.OnConnectedAsync();
    }

    /// <inheritdoc/>
    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        if (Context.Items.TryGetValue(SessionKey, out var session))
        {
            services.Leave();
            await ((HubSession)session!).DisposeAsync();
        }

        await base.OnDisconnectedAsync(exception);
    }
}
