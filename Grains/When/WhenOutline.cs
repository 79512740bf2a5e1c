using System.Globalization;

namespace Tripline.Grains.When;

/// <summary>What an editor shows of a condition's text besides its parse: where its levels stand, and how it may go
/// on.</summary>
public static class WhenOutline
{
    /// <summary>The numbers of a condition, in the order of the text.</summary>
    public static IReadOnlyList<WhenLevel> Levels(string text)
    {
        var levels = new List<WhenLevel>();
        foreach (var token in Tokens(text))
        {
            if (token.Kind == WhenTokenKind.Number
                && decimal.TryParse(
                    token.In(text), NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            {
                levels.Add(new(value, token.Column, token.Length));
            }
        }

        return levels;
    }

    /// <summary>The words and signs that may come at the end of a text: in the place of its last word, where that is
    /// the beginning of them, and after it. None where only a number fits, or where the text is wrong before its
    /// end.</summary>
    public static IReadOnlyList<WhenCompletion> Completions(string text)
    {
        if (text.Length > WhenParser.MaxLength)
        {
            return [];
        }

        var completions = new List<WhenCompletion>();
        var last = Tokens(text).LastOrDefault();
        if (last.Length > 0 && last.Start + last.Length == text.Length)
        {
            var begun = last.In(text).ToString();
            completions.AddRange(ExpectedAtEnd(text[..last.Start])
                .Where(word => word.Length > begun.Length && word.StartsWith(begun, StringComparison.OrdinalIgnoreCase))
                .Select(word => new WhenCompletion(word, last.Column)));
        }

        completions.AddRange(ExpectedAtEnd(text).Select(word => new WhenCompletion(word, text.Length + 1)));
        return completions;
    }

    private static IEnumerable<string> ExpectedAtEnd(string text) =>
        WhenParser.Parse(text).Error is { } error && error.Column > text.TrimEnd().Length
            ? error.Expected.Where(IsLiteral).Select(expected => expected[1..^1])
            : [];

    /// <summary>The parser names words and signs in quotes and describes everything else.</summary>
    private static bool IsLiteral(string expected) => expected.Length > 2 && expected[0] == '\'' && expected[^1] == '\'';

    private static IEnumerable<WhenToken> Tokens(string text)
    {
        for (var token = WhenTokenizer.Next(text, 0);
            token.Kind != WhenTokenKind.End;
            token = WhenTokenizer.Next(text, token.Start + token.Length))
        {
            yield return token;
        }
    }
}
