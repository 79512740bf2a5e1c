namespace Tripline.Bench.Engine;

/// <summary>One batch of ticks for each of many symbols, made anew each round: random walks on their last steps.</summary>
internal sealed class EngineTicks(int symbols, int ticksPerBatch, int seed)
{
    // Prices are whole multiples of a ten-thousandth, as decimal texts are.
    private const int Unit = 10_000;
    private const int FirstPrice = 100 * Unit;
    private const long FirstTimeMs = 1_700_000_000_000;
    private const int StepMs = 50;
    private readonly int[] _walks = [.. Enumerable.Repeat(FirstPrice, symbols)];
    private ulong _random = (ulong)seed + 0x9E3779B97F4A7C15;
    private long _tick;

    public double[] Prices { get; } = new double[symbols * ticksPerBatch];

    public double[] Sizes { get; } = new double[symbols * ticksPerBatch];

    public long[] TimesMs { get; } = new long[symbols * ticksPerBatch];

    public long[] Positions { get; } = new long[symbols * ticksPerBatch];

    public int TicksPerBatch => ticksPerBatch;

    public void Advance()
    {
        for (var symbol = 0; symbol < symbols; symbol++)
        {
            for (var n = 0; n < ticksPerBatch; n++)
            {
                var draw = Next();
                _walks[symbol] += (int)(draw % 3) - 1;
                var at = (symbol * ticksPerBatch) + n;
                Prices[at] = _walks[symbol] / (double)Unit;
                Sizes[at] = 1 + (draw >> 8 & 0xFF);
                TimesMs[at] = FirstTimeMs + ((_tick + n) * StepMs);
                Positions[at] = ((_tick + n) << 16) | (uint)(symbol & 0xFFFF);
            }
        }

        _tick += ticksPerBatch;
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
