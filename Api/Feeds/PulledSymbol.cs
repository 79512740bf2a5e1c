namespace Tripline.Api.Feeds;

/// <summary>How far this silo has seen a symbol that its clients watch.</summary>
internal sealed class PulledSymbol(string symbol, SymbolFeed feed)
{
    private volatile SiloAddress? _holder;

    /// <summary>The symbol.</summary>
    public string Symbol => symbol;

    /// <summary>The silo where its grain answered a call; null before the first answer.</summary>
    public SiloAddress? Holder => _holder;

    /// <summary>That call.</summary>
    public Task Asking { get; set; } = Task.CompletedTask;

    /// <summary>What was seen last.</summary>
    public SeenSymbol Seen { get; private set; } = new(symbol, 0);

    /// <summary>Takes what it shows now.</summary>
    public void Take(SymbolLive live)
    {
        Seen = new SeenSymbol(symbol, live.Version);
        feed.Take(live);
    }

    /// <summary>Takes what it showed in answer to a call, by which it is activated there.</summary>
    public void Take(SymbolLive live, SiloAddress holder)
    {
        Take(live);
        _holder = holder;
    }
}
