namespace Tripline;

/// <summary>Is told which symbols changed, so that the next checkpoint takes them in. One a silo, injected into
/// grains.</summary>
public interface ISymbolActivity
{
    /// <summary>A symbol changed otherwise than by a tick. Never blocks.</summary>
    void Changed(string symbol);
}
