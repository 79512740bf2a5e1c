namespace Tripline.Grains.Symbols;

/// <summary>Keeps a page of the symbol directory.</summary>
public sealed class SymbolDirectoryPageGrain([PersistentState("symbols-page", StateStorage.HotPath)] IPersistentState<SymbolDirectory> page)
    : Grain, ISymbolDirectoryPageGrain
{
    /// <summary>Symbols of a full page.</summary>
    public const int Capacity = 512;

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> Read() => Task.FromResult<IReadOnlyList<string>>(page.State.Symbols);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> Add(IReadOnlyList<string> symbols)
    {
        var before = page.State.Symbols;
        var added = symbols.Except(before, StringComparer.Ordinal).Take(Capacity - before.Count).ToList();
        if (added.Count > 0)
        {
            page.State.Symbols = [.. before, .. added];
            try
            {
                await page.StoreAsync();
            }
            catch
            {
                page.State.Symbols = before;
                throw;
            }
        }

        return page.State.Symbols;
    }
}
