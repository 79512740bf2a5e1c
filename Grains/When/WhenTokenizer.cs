namespace Tripline.Grains.When;

/// <summary>Cuts a text into tokens, one at a time.</summary>
internal static class WhenTokenizer
{
    /// <summary>The first token at or after a place; the end token for ever once the text is over.</summary>
    public static WhenToken Next(string text, int from)
    {
        var start = from;
        while (start < text.Length && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        if (start == text.Length)
        {
            return new(WhenTokenKind.End, start, 0);
        }

        var first = text[start];
        if (char.IsAsciiLetter(first))
        {
            return new(WhenTokenKind.Word, start, RunOf(text, start, static c => char.IsAsciiLetterOrDigit(c) || c == '_'));
        }

        return char.IsAsciiDigit(first) || (first is '-' or '+' && IsDigit(text, start + 1))
            ? Number(text, start)
            : Sign(text, start);
    }

    private static WhenToken Number(string text, int start)
    {
        var signs = char.IsAsciiDigit(text[start]) ? 0 : 1;
        var length = signs + RunOf(text, start + signs, char.IsAsciiDigit);
        var point = start + length;
        // A point belongs to the number only with a digit behind it: in 1..2 it is half of the range sign.
        if (point + 1 < text.Length && text[point] == '.' && char.IsAsciiDigit(text[point + 1]))
        {
            length += 1 + RunOf(text, point + 1, char.IsAsciiDigit);
        }

        return new(WhenTokenKind.Number, start, length + Exponent(text, start + length));
    }

    private static int Exponent(string text, int start)
    {
        if (start >= text.Length || text[start] is not ('e' or 'E'))
        {
            return 0;
        }

        var signs = start + 1 < text.Length && (text[start + 1] is '-' or '+') ? 1 : 0;
        var digits = RunOf(text, start + 1 + signs, char.IsAsciiDigit);
        return digits == 0 ? 0 : 1 + signs + digits;
    }

    private static bool IsDigit(string text, int at) => at < text.Length && char.IsAsciiDigit(text[at]);

    private static WhenToken Sign(string text, int start)
    {
        var next = start + 1 < text.Length ? text[start + 1] : '\0';
        return (text[start], next) switch
        {
            ('>', '=') => new(WhenTokenKind.GreaterOrEqual, start, 2),
            ('<', '=') => new(WhenTokenKind.LessOrEqual, start, 2),
            ('.', '.') => new(WhenTokenKind.Range, start, 2),
            ('>', _) => new(WhenTokenKind.Greater, start, 1),
            ('<', _) => new(WhenTokenKind.Less, start, 1),
            (var high, var low) => new(WhenTokenKind.Unknown, start, char.IsSurrogatePair(high, low) ? 2 : 1),
        };
    }

    private static int RunOf(string text, int start, Func<char, bool> belongs)
    {
        var end = start;
        while (end < text.Length && belongs(text[end]))
        {
            end++;
        }

        return end - start;
    }
}
