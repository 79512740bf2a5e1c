namespace Tripline.Sources.Text;

/// <summary>What may name a symbol: <c>[A-Z0-9][A-Z0-9._:-]{0,31}</c>; lower case is raised.</summary>
public static class SymbolName
{
    /// <summary>Longest name.</summary>
    public const int MaxLength = 32;

    /// <summary>What a reader is told who got it wrong.</summary>
    public const string Expected =
        "must be 1 to 32 characters: A-Z or 0-9 first, then A-Z, 0-9, '.', '_', ':' or '-' (lower case is raised)";

    /// <summary>Raises a name to upper case and checks it.</summary>
    public static bool TryNormalize(string text, out string symbol)
    {
        symbol = text;
        if (text.Length is < 1 or > MaxLength)
        {
            return false;
        }

        Span<char> raised = stackalloc char[MaxLength];
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            raised[at] = letter is >= 'a' and <= 'z' ? (char)(letter - 32) : letter;
            if (letter > 127 || !Allows((byte)raised[at], first: at == 0))
            {
                return false;
            }
        }

        symbol = raised[..text.Length].SequenceEqual(text) ? text : new string(raised[..text.Length]);
        return true;
    }

    /// <summary>Whether an upper-case ASCII letter may stand in a name.</summary>
    public static bool Allows(byte letter, bool first) =>
        letter is (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9')
        || (!first && letter is (byte)'.' or (byte)'_' or (byte)':' or (byte)'-');
}
