namespace Tripline.Grains.When;

/// <summary>A run of characters of one kind, by its place in the text.</summary>
internal readonly record struct WhenToken(WhenTokenKind Kind, int Start, int Length)
{
    public int Column => Start + 1;

    public ReadOnlySpan<char> In(string text) => text.AsSpan(Start, Length);

    public bool IsWord(string text, string word) =>
        Kind == WhenTokenKind.Word && In(text).Equals(word, StringComparison.OrdinalIgnoreCase);

    public string Describe(string text) =>
        Kind == WhenTokenKind.End ? "the end of the text" : $"'{In(text)}'";
}
