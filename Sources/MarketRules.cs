using System.Text;

namespace Tripline.Sources;

/// <summary>Knows which symbols' prices may be zero or negative.</summary>
public sealed class MarketRules
{
    /// <summary>What a reader is told who gave such a price or level for another symbol.</summary>
    public const string Hint = "zero and negative ones are taken where the symbol's market says Markets:<name>:Prices=any";

    private readonly (byte[] Text, bool IsPrefix)[] _any;

    /// <summary>Rules of some markets.</summary>
    /// <exception cref="ArgumentException">A market says something else than <c>positive</c> or <c>any</c>.</exception>
    public MarketRules(IEnumerable<KeyValuePair<string, MarketOptions>> markets)
    {
        var any = new List<(byte[], bool)>();
        foreach (var (name, market) in markets)
        {
            if (market.Prices is not ("positive" or "any"))
            {
                throw new ArgumentException($"Markets:{name}:Prices is '{market.Prices}'; it must be positive or any.", nameof(markets));
            }

            foreach (var symbol in market.Symbols.Split(
                ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (market.Prices == "any")
                {
                    any.Add((Encoding.UTF8.GetBytes(symbol.TrimEnd('*').ToUpperInvariant()), symbol.EndsWith('*')));
                }
            }
        }

        _any = [.. any];
    }

    /// <summary>No market is particular.</summary>
    public static MarketRules None { get; } = new([]);

    /// <summary>Whether the symbol's prices may be zero or negative.</summary>
    public bool TakesAnyPrice(ReadOnlySpan<byte> symbol)
    {
        foreach (var (text, isPrefix) in _any)
        {
            if (isPrefix ? symbol.StartsWith(text) : symbol.SequenceEqual(text))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the symbol's prices may be zero or negative.</summary>
    public bool TakesAnyPrice(string symbol) => TakesAnyPrice(Encoding.UTF8.GetBytes(symbol));
}
