using Tripline.Sources.Text;

namespace Tripline.Streams.Kafka.Json;

/// <summary>Reads a tick that is written as most producers write it: one object of ASCII texts without escapes and of
/// numbers without exponents, with no white space but single spaces. Whatever is otherwise, right or wrong, it leaves to
/// <see cref="TickObjectReader"/>, whose ticks are the same and which is several times slower.</summary>
internal sealed class PlainTickReader(TickFieldMap map)
{
    /// <summary>Reads a whole value; false, with nothing of use in the tick, where it is not that plain.</summary>
    /// <param name="value">The text.</param>
    /// <param name="recordTimeMs">The time of a tick that gives none; <see cref="TickObjectReader.NoTime"/>: it must give one.
    /// </param>
    /// <param name="tick">The tick; its texts are the value's memory.</param>
    public bool TryRead(ReadOnlySpan<byte> value, long recordTimeMs, ref RawTick tick)
    {
        tick = default;
        tick.TimeMs = recordTimeMs;
        tick.Sequence = Tick.NoSequence;
        var given = TickField.None;
        var rest = value;
        for (var opening = (byte)'{'; TryPass(ref rest, opening); opening = (byte)',')
        {
            if (!TryTakeText(ref rest, out var name) || !TryPass(ref rest, (byte)':'))
            {
                return false;
            }

            var field = map.Of(name);
            if ((field != TickField.None && given.HasFlag(field)) || !TryTakeField(ref rest, field, ref tick))
            {
                return false;
            }

            given |= field;
        }

        return rest is [(byte)'}']
            && given.HasFlag(TickField.Symbol | TickField.Price)
            && tick.TimeMs != TickObjectReader.NoTime;
    }

    private static bool TryTakeField(scoped ref ReadOnlySpan<byte> rest, TickField field, ref RawTick tick)
    {
        ReadOnlySpan<byte> text;
        if (rest is [(byte)'"', ..])
        {
            return TryTakeText(ref rest, out text) && field switch
            {
                TickField.None => true,
                TickField.Symbol => TryTakeSymbol(text, ref tick),
                TickField.Time => EpochTime.TryReadText(text, out tick.TimeMs) && EpochTime.IsTaken(tick.TimeMs),
                _ => false,
            };
        }

        return TryTakeNumber(ref rest, out text) && field switch
        {
            TickField.None => true,
            TickField.Price => TickJson.ReadPrice(text, out tick.Price) is null && tick.Price > 0,
            TickField.Size => TickJson.ReadSize(text, out tick.Size) is null,
            TickField.Time => EpochTime.TryRead(text, out tick.TimeMs) && EpochTime.IsTaken(tick.TimeMs),
            _ => false,
        };
    }

    private static bool TryTakeSymbol(ReadOnlySpan<byte> text, ref RawTick tick)
    {
        if (!SymbolName.IsRaised(text))
        {
            return false;
        }

        tick.Symbol = text;
        return true;
    }

    // The letter, with a space on either side or none.
    private static bool TryPass(scoped ref ReadOnlySpan<byte> rest, byte letter)
    {
        var at = rest is [(byte)' ', ..] ? 1 : 0;
        if (at >= rest.Length || rest[at] != letter)
        {
            return false;
        }

        at += at + 1 < rest.Length && rest[at + 1] == (byte)' ' ? 2 : 1;
        rest = rest[at..];
        return true;
    }

    private static bool TryTakeText(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (rest is not [(byte)'"', ..])
        {
            return false;
        }

        for (var at = 1; at < rest.Length; at++)
        {
            var letter = rest[at];
            if (letter == (byte)'"')
            {
                text = rest[1..at];
                rest = rest[(at + 1)..];
                return true;
            }

            if (letter is < 0x20 or > 0x7e or (byte)'\\')
            {
                break;
            }
        }

        return false;
    }

    private static bool TryTakeNumber(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> number)
    {
        var whole = Digits(rest, 0);
        var length = whole;
        if (whole < rest.Length && rest[whole] == (byte)'.')
        {
            length = Digits(rest, whole + 1);
            whole = length == whole + 1 ? 0 : whole;
        }

        number = rest[..length];
        var isNumber = whole == 1 || (whole > 1 && number[0] != (byte)'0');
        rest = rest[length..];
        return isNumber;
    }

    private static int Digits(ReadOnlySpan<byte> text, int from)
    {
        var at = from;
        while (at < text.Length && text[at] is >= (byte)'0' and <= (byte)'9')
        {
            at++;
        }

        return at;
    }
}
