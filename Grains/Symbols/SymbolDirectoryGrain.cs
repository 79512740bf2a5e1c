namespace Tripline.Grains.Symbols;

/// <summary>Knows every symbol. Additions that come while a write is under way share the next one.</summary>
/// <param name="first">The symbols that a version without pages knew, which wrote all of them at once; read only.</param>
[KeepAlive]
public sealed class SymbolDirectoryGrain([PersistentState("symbols", StateStorage.HotPath)] IPersistentState<SymbolDirectory> first)
    : Grain, ISymbolDirectoryGrain
{
    private const int PagesAtOnce = 16;

    private readonly SortedSet<string> _symbols = new(StringComparer.Ordinal);
    private HashSet<string> _unwritten = new(StringComparer.Ordinal);
    private string[]? _ordered;
    private Task? _write;
    private int _lastPage;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _symbols.UnionWith(first.State.Symbols);
        for (var from = 0; ; from += PagesAtOnce)
        {
            var pages = await Task.WhenAll(Enumerable.Range(from, PagesAtOnce).Select(number => Page(number).Read()));
            foreach (var page in pages)
            {
                _symbols.UnionWith(page);
            }

            var full = pages.Count(static page => page.Count >= SymbolDirectoryPageGrain.Capacity);
            _lastPage = from + full;
            if (full < PagesAtOnce)
            {
                return;
            }
        }
    }

    /// <inheritdoc/>
    public async Task Add(string symbol)
    {
        while (!_symbols.Contains(symbol))
        {
            _unwritten.Add(symbol);
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
    public Task<IReadOnlyList<string>> FindUnknown(IReadOnlyList<string> symbols) =>
        Task.FromResult<IReadOnlyList<string>>([.. symbols.Where(symbol => !_symbols.Contains(symbol))]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> List(string? after, int limit)
    {
        _ordered ??= [.. _symbols];
        var found = after is null ? -1 : Array.BinarySearch(_ordered, after, StringComparer.Ordinal);
        var start = found >= 0 ? found + 1 : after is null ? 0 : ~found;
        IReadOnlyList<string> page = _ordered.AsSpan(start, Math.Clamp(limit, 0, _ordered.Length - start)).ToArray();
        return Task.FromResult(page);
    }

    private async Task Write()
    {
        var writing = _unwritten;
        _unwritten = new HashSet<string>(StringComparer.Ordinal);
        writing.ExceptWith(_symbols);
        while (writing.Count > 0)
        {
            var held = await Page(_lastPage).Add([.. writing.Take(SymbolDirectoryPageGrain.Capacity)]);
            _symbols.UnionWith(held);
            _ordered = null;
            writing.ExceptWith(held);
            _lastPage += held.Count >= SymbolDirectoryPageGrain.Capacity ? 1 : 0;
        }
    }

    private ISymbolDirectoryPageGrain Page(int number) =>
        GrainFactory.GetGrain<ISymbolDirectoryPageGrain>($"page-{number}");
}
