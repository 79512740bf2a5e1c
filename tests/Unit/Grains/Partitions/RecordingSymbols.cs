using System.Collections.Concurrent;

namespace Tripline.Tests.Grains.Partitions;

/// <summary>Symbols that note every tick that they took; they can be made to fail or to wait.</summary>
internal sealed class RecordingSymbols
{
    private readonly ConcurrentDictionary<string, Symbol> _symbols = new();
    private readonly ConcurrentDictionary<long, bool> _generations = new();
    private int _slices;

    /// <summary>Called with the symbol's batch before it is taken.</summary>
    public Func<string, TickBatch, Task>? Before { get; set; }

    public int Slices => Volatile.Read(ref _slices);

    public int TakenCount => _symbols.Values.Sum(symbol => symbol.Count);

    /// <summary>The generations under which slices were taken.</summary>
    public IReadOnlyList<long> Generations => [.. _generations.Keys.Order()];

    public IReadOnlyList<(double Size, double Price, long TimeMs, long Position)> Taken(string symbol) =>
        _symbols.GetValueOrDefault(symbol)?.Copy() ?? [];

    /// <summary>A symbol whose grain cannot even be asked for.</summary>
    public string? Broken { get; set; }

    public ISymbolGrain Grain(string symbol) => symbol == Broken
        ? throw new InvalidOperationException("There is no such grain.")
        : _symbols.GetOrAdd(symbol, name => new Symbol(this, name));

    private sealed class Symbol(RecordingSymbols owner, string name) : ISymbolGrain
    {
        private readonly List<(double, double, long, long)> _taken = [];

        public int Count
        {
            get
            {
                lock (_taken)
                {
                    return _taken.Count;
                }
            }
        }

        public IReadOnlyList<(double, double, long, long)> Copy()
        {
            lock (_taken)
            {
                return [.. _taken];
            }
        }

        public async Task Take(TickBatch batch)
        {
            if (owner.Before is { } before)
            {
                await before(name, batch);
            }

            lock (_taken)
            {
                for (var i = 0; i < batch.Prices.Length; i++)
                {
                    _taken.Add((batch.Sizes.Span[i], batch.Prices.Span[i], batch.TimesMs.Span[i], batch.Positions.Span[i]));
                }
            }

            owner._generations.TryAdd(batch.Generation, true);
            Interlocked.Increment(ref owner._slices);
        }

        public Task<SymbolSnapshot> TakeSnapshot(long durableNumber, int tradeLimit) =>
            Task.FromResult(new SymbolSnapshot(durableNumber + 1, 0, default, 0, [], []));

        public Task<SymbolLive> GetLive() => throw new NotSupportedException();

        public Task<RuleState?> Arm(RuleTerms terms) => throw new NotSupportedException();

        public Task Pause(Guid alertId) => throw new NotSupportedException();

        public Task Resume(Guid alertId) => throw new NotSupportedException();

        public Task Disarm(Guid alertId) => throw new NotSupportedException();

        public Task<RuleState?> GetRule(Guid alertId) => throw new NotSupportedException();

        public Task<IReadOnlyList<RuleState>> ListRules(Guid? after, int limit, AlertStatus? status) =>
            throw new NotSupportedException();

        public Task<SymbolSummary> GetSummary() => throw new NotSupportedException();

        public Task<IReadOnlyList<Trade>> GetTrades(int limit) => throw new NotSupportedException();

        public Task<IReadOnlyList<Candle>> GetRecentCandles(int intervalSeconds) => throw new NotSupportedException();
    }
}
