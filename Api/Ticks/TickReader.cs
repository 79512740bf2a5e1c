using System.Text;
using Tripline.Sources.Text;

namespace Tripline.Api.Ticks;

/// <summary>Makes ticks of what was read of a request.</summary>
/// <param name="objects">Reads the objects.</param>
/// <param name="texts">Strings of texts seen before.</param>
/// <param name="nowMs">Time of ticks that give none, epoch milliseconds.</param>
/// <param name="latestMs">Latest time that is taken, epoch milliseconds.</param>
/// <param name="source">Source of ticks that give none; empty: none.</param>
internal sealed class TickReader(TickObjectReader objects, TextCache texts, long nowMs, long latestMs, byte[] source)
{
    /// <summary>Begins a text.</summary>
    /// <exception cref="System.Text.Json.JsonException">It is no JSON.</exception>
    public TickItems Begin(ReadOnlySpan<byte> text) => new(objects, text, nowMs, source);

    /// <summary>What is wrong with a tick's time; without a reason when nothing is.</summary>
    public TickFault Check(scoped in RawTick tick) =>
        tick.TimeMs > latestMs ? new("time", "is further in the future than Ticks:MaxAhead allows") : default;

    /// <summary>A tick with texts of its own.</summary>
    public Tick ToTick(scoped in RawTick tick) => new(
        texts.Get(tick.Symbol),
        tick.Price,
        tick.Size,
        tick.TimeMs,
        tick.Source.IsEmpty ? null : texts.Get(tick.Source),
        tick.Sequence == Tick.NoSequence && tick.Id == default ? 0 : tick.Sequence,
        tick.Session.IsEmpty ? null : Encoding.UTF8.GetString(tick.Session),
        tick.Id);
}
