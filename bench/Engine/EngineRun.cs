using System.Diagnostics;
using Tripline.Bench.Harness;

namespace Tripline.Bench.Engine;

/// <summary>Figures of one measured run.</summary>
internal sealed class EngineRun
{
    private readonly List<double> _foldSeconds = [];
    private readonly List<double> _bareSeconds = [];

    public int TicksPerRound { get; set; }

    public long Fired { get; set; }

    /// <summary>Ticks that woke a rule's boundary or deadline.</summary>
    public long Crossed { get; set; }

    /// <summary>Keeps the bare loop from being left out.</summary>
    public long Outside { get; set; }

    public long QuietBytes { get; set; }

    public long QuietTicks { get; set; }

    // The median round, so that a moment in which another process had the core does not count.
    public double TicksPerSecond => TicksPerRound / Median.Of(_foldSeconds);

    public double BareTicksPerSecond => TicksPerRound / Median.Of(_bareSeconds);

    public double RatioToBareLoop => TicksPerSecond / BareTicksPerSecond;

    public double QuietBytesPerTick => QuietTicks == 0 ? double.NaN : QuietBytes / (double)QuietTicks;

    public double FiredShare => Share(Fired);

    public double CrossedShare => Share(Crossed);

    public void AddFold(long startedAt) => _foldSeconds.Add(Stopwatch.GetElapsedTime(startedAt).TotalSeconds);

    public void AddBare(long startedAt) => _bareSeconds.Add(Stopwatch.GetElapsedTime(startedAt).TotalSeconds);

    private double Share(long ticks) => ticks / ((double)TicksPerRound * _foldSeconds.Count);
}
