using Tripline.Grains.Symbols;

namespace Tripline.Tests.Grains.Symbols;

/// <summary>A symbol's checkpoints as the store keeps them: the newest core, every rule page's newest bytes.</summary>
internal sealed class StoredSymbol
{
    private readonly Dictionary<int, ReadOnlyMemory<byte>> _pages = [];
    private SymbolSnapshot? _last;

    public long ArmingSequence => _last?.ArmingSequence ?? 0;

    public List<Candle> Candles { get; } = [];

    /// <summary>Writes a checkpoint and takes the firings that it covers.</summary>
    public void Checkpoint(SymbolFold fold, List<Firing> fired)
    {
        _last = fold.TakeSnapshot(_last?.Number ?? 0);
        foreach (var page in _last.RulePages)
        {
            _pages[page.Number] = page.Bytes;
        }

        Candles.AddRange(_last.ClosedCandles);
        fired.AddRange(fold.Firings);
        fold.ClearFirings();
    }

    /// <summary>A fold as after a crash.</summary>
    public SymbolFold Load()
    {
        var fold = new SymbolFold("X", new());
        if (_last is not null)
        {
            fold.Restore(_last.Core.Span, [.. _pages.OrderBy(p => p.Key).Select(p => new RulePage(p.Key, p.Value))]);
        }

        return fold;
    }
}
