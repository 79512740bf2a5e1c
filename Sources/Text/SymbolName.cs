using System.Text;

namespace Tripline.Sources.Text;

/// <summary>What may name a symbol: 1 to 64 printable ASCII characters, as exchanges, brokers and vendors of data use them
/// (BTC/USDT, BRK.B, ^GSPC, ES=F, C:EURUSD); lower case is raised. Not among them are <c>%</c>, <c>?</c>, <c>"</c> and
/// <c>'</c>, a space at either end, and <c>#</c> at the start.</summary>
public static class SymbolName
{
    /// <summary>Longest name.</summary>
    public const int MaxLength = 64;

    /// <summary>What a name matches, as documents say it.</summary>
    public const string Pattern = "^(?![ #])[ !#$&(->@-~]{1,64}(?<! )$";

    /// <summary>What a reader is told who got it wrong.</summary>
    public const string Expected =
        "must be 1 to 64 printable ASCII characters other than %, ?, \" and ', without # first or a space at either end "
        + "(lower case is raised)";

    /// <summary>Raises a name to upper case and checks it.</summary>
    public static bool TryNormalize(string text, out string symbol)
    {
        symbol = text;
        Span<byte> letters = stackalloc byte[MaxLength];
        if (text.Length is < 1 or > MaxLength
            || Ascii.FromUtf16(text, letters, out var length) != System.Buffers.OperationStatus.Done
            || !TryRaise(letters[..length]))
        {
            return false;
        }

        letters = letters[..length];
        symbol = Ascii.Equals(letters, text) ? text : Encoding.ASCII.GetString(letters);
        return true;
    }

    /// <summary>Raises a name to upper case in place; false, with any content, when it is none.</summary>
    public static bool TryRaise(Span<byte> letters)
    {
        if (letters.Length is < 1 or > MaxLength || letters[0] is (byte)' ' or (byte)'#' || letters[^1] == ' ')
        {
            return false;
        }

        foreach (ref var letter in letters)
        {
            if (letter is >= (byte)'a' and <= (byte)'z')
            {
                letter -= 32;
            }
            else if (!Allows(letter))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the text is a name as it stands, in upper case.</summary>
    public static bool IsRaised(ReadOnlySpan<byte> letters)
    {
        if (letters.Length is < 1 or > MaxLength || letters[0] is (byte)' ' or (byte)'#' || letters[^1] == ' ')
        {
            return false;
        }

        foreach (var letter in letters)
        {
            if (letter is >= (byte)'a' and <= (byte)'z' || !Allows(letter))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Allows(byte letter) =>
        letter is >= (byte)' ' and <= (byte)'~' and not ((byte)'"' or (byte)'%' or (byte)'\'' or (byte)'?');
}
