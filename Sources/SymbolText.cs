using System.Buffers;

namespace Tripline.Sources;

/// <summary>The form of a symbol: <c>[A-Z0-9][A-Z0-9._:-]{0,31}</c>.</summary>
public static class SymbolText
{
    /// <summary>Most characters of a symbol.</summary>
    public const int MaxLength = 32;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:-");

    /// <summary>Whether the text is a symbol as it stands, in upper case.</summary>
    public static bool IsValid(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= MaxLength
        && char.IsAsciiLetterOrDigit(text[0])
        && !text.ContainsAnyExcept(Allowed);
}
