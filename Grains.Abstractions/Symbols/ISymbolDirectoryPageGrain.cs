namespace Tripline;

/// <summary>Stores a part of the symbol directory, so that an addition rewrites a page and not the whole. Key: "page-" and
/// the page's number, from 0; pages fill one after the other.</summary>
[Alias("tripline.symbol-directory-page")]
public interface ISymbolDirectoryPageGrain : IGrainWithStringKey
{
    /// <summary>The page's symbols, in the order in which they came.</summary>
    Task<IReadOnlyList<string>> Read();

    /// <summary>Adds as many of the symbols as there is room for and returns all that the page holds then; durable on
    /// completion.</summary>
    Task<IReadOnlyList<string>> Add(IReadOnlyList<string> symbols);
}
