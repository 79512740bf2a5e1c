namespace Tripline.Grains.Symbols;

/// <summary>Knows every symbol. Additions that come while a write is under way share the next one.</summary>
[KeepAlive]
public sealed class SymbolDirectoryGrain([PersistentState("symbols")] IPersistentState<SymbolDirectory> directory)
    : Grain, ISymbolDirectoryGrain
{
    private readonly SortedSet<string> _symbols = new(StringComparer.Ordinal);
    private HashSet<string> _unwritten = new(StringComparer.Ordinal);
    private string[]? _ordered;
    private Task? _write;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _symbols.UnionWith(directory.State.Symbols);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task Add(string symbol)
    {
        if (_symbols.Add(symbol))
        {
            _unwritten.Add(symbol);
            _ordered = null;
        }

        while (_unwritten.Contains(symbol) || _write is not null)
        {
            var write = _write ??= Write();
            try
            {
                await write;
            }
            finally
            {
                _write = _write == write ? null : _write;
            }
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> List(string? after, int limit)
    {
        _ordered ??= [.. _symbols];
        var found = after is null ? -1 : Array.BinarySearch(_ordered, after, StringComparer.Ordinal);
        var first = found >= 0 ? found + 1 : after is null ? 0 : ~found;
        IReadOnlyList<string> page = _ordered.AsSpan(first, Math.Clamp(limit, 0, _ordered.Length - first)).ToArray();
        return Task.FromResult(page);
    }

    private async Task Write()
    {
        var writing = _unwritten;
        _unwritten = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            directory.State.Symbols = [.. _symbols];
            await directory.StoreAsync();
        }
        catch
        {
            _unwritten.UnionWith(writing);
            throw;
        }
    }
}
