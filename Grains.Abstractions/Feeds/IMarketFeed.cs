namespace Tripline;

/// <summary>Takes what symbols show live. One a silo, injected into grains.</summary>
public interface IMarketFeed
{
    /// <summary>The feed of one symbol; cheap to keep.</summary>
    ISymbolFeed Open(string symbol);
}
