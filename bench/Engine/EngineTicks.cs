namespace Tripline.Bench.Engine;

/// <summary>Rounds of ticks as a partition has them in hand: one batch for each of some symbols, then for the next symbols. All
/// symbols are random walks.</summary>
internal sealed class EngineTicks(int symbols, int batchesPerRound, int ticksPerBatch, int seed)
{
    // Prices are whole multiples of a ten-thousandth, as decimal texts are.
    private const int Unit = 10_000;
    private const int FirstPrice = 100 * Unit;
    private const long FirstTimeMs = 1_700_000_000_000;
    private const int StepMs = 50;
    private readonly int[] _walks = [.. Enumerable.Repeat(FirstPrice, symbols)];
    private ulong _random = (ulong)seed + 0x9E3779B97F4A7C15;
    private readonly long[] _ticks = new long[symbols];
    private int _first;

    public double[] Prices { get; } = new double[batchesPerRound * ticksPerBatch];

    public double[] Sizes { get; } = new double[batchesPerRound * ticksPerBatch];

    public long[] TimesMs { get; } = new long[batchesPerRound * ticksPerBatch];

    public long[] Positions { get; } = new long[batchesPerRound * ticksPerBatch];

    public int TicksPerBatch => ticksPerBatch;

    public int BatchesPerRound => batchesPerRound;

    /// <summary>Whose ticks a batch of this round holds.</summary>
    public int SymbolOf(int batch) => (_first + batch) % symbols;

    public void Advance()
    {
        _first = (_first + batchesPerRound) % symbols;
        for (var batch = 0; batch < batchesPerRound; batch++)
        {
            var symbol = SymbolOf(batch);
            for (var at = batch * ticksPerBatch; at < (batch + 1) * ticksPerBatch; at++)
            {
                var draw = Next();
                var tick = ++_ticks[symbol];
                _walks[symbol] += (int)(draw % 3) - 1;
                Prices[at] = _walks[symbol] / (double)Unit;
                Sizes[at] = 1 + ((draw >> 8) & 0xFF);
                TimesMs[at] = FirstTimeMs + (tick * StepMs);
                Positions[at] = tick << 16;
            }
        }
    }

    /// <summary>Xorshift: cheap, and the same on every machine.</summary>
    private ulong Next()
    {
        _random ^= _random << 13;
        _random ^= _random >> 7;
        _random ^= _random << 17;
        return _random >> 16;
    }
}
