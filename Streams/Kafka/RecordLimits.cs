using Tripline.Sources;
using Tripline.Sources.Text;

namespace Tripline.Streams.Kafka;

/// <summary>What the ticks of a topic are read by.</summary>
/// <param name="Fields">The names of their fields.</param>
/// <param name="Markets">Which symbols' prices may be zero or negative.</param>
/// <param name="MaxAhead">How far a time may be ahead of its record's.</param>
/// <param name="Source">The source of ticks that give none; empty: none.</param>
/// <param name="Time">The clock, where a record has no time or one that has not come yet.</param>
internal sealed record RecordLimits(
    TickFieldMap Fields, MarketRules Markets, TimeSpan MaxAhead, string Source, TimeProvider Time)
{
    private readonly long _aheadMs = (long)MaxAhead.TotalMilliseconds;
    private readonly byte[] _source = System.Text.Encoding.UTF8.GetBytes(Source);
    private long _latestMs;

    /// <summary>The source of ticks that give none, in UTF-8.</summary>
    public ReadOnlySpan<byte> DefaultSource => _source;

    /// <summary>Default limits.</summary>
    public static RecordLimits Default { get; } =
        new(TickFieldMap.Default, MarketRules.None, TimeSpan.FromSeconds(60), "", TimeProvider.System);

    /// <summary>What is wrong with a tick's time; null when nothing is. It is held against the record's time, so that the
    /// same record is judged alike whenever it is read.</summary>
    public string? Ahead(long timeMs, long recordTimeMs) =>
        (recordTimeMs != TickObjectReader.NoTime && timeMs > recordTimeMs + _aheadMs) || (timeMs > _latestMs && timeMs > Look())
            ? "time is further ahead of its record than Ticks:MaxAhead allows"
            : null;

    // A record's own time may be as far ahead.
    private long Look() => _latestMs = Time.GetUtcNow().ToUnixTimeMilliseconds() + _aheadMs;
}
