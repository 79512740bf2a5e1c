namespace Tripline;

/// <summary>Knows every symbol that ever had a tick or a rule. There is one, with the key <see cref="Key"/>.</summary>
[Alias("tripline.symbol-directory")]
public interface ISymbolDirectoryGrain : IGrainWithStringKey
{
    /// <summary>The one directory's key.</summary>
    const string Key = "all";

    /// <summary>Adds a symbol; durable on completion. Nothing happens when it is known.</summary>
    [AlwaysInterleave]
    Task Add(string symbol);

    /// <summary>Those of some symbols that never had a tick or a rule, in their order.</summary>
    [AlwaysInterleave]
    Task<IReadOnlyList<string>> FindUnknown(IReadOnlyList<string> symbols);

    /// <summary>Symbols in ordinal order above <paramref name="after"/>, at most <paramref name="limit"/>.</summary>
    [AlwaysInterleave]
    Task<IReadOnlyList<string>> List(string? after, int limit);
}
