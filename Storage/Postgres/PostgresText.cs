using System.Text;

namespace Tripline.Storage.Postgres;

/// <summary>Guards text columns: one value that PostgreSQL cannot hold must not fail a whole group of writes.</summary>
internal static class PostgresText
{
    /// <summary>A key as it is.</summary>
    /// <exception cref="ArgumentException">PostgreSQL cannot hold it.</exception>
    public static string Key(string key) => IsStorable(key)
        ? key
        : throw new ArgumentException("A key holds U+0000 or half a surrogate pair.", nameof(key));

    /// <summary>A text for people; what PostgreSQL cannot hold becomes U+FFFD.</summary>
    public static string Displayed(string text)
    {
        if (IsStorable(text))
        {
            return text;
        }

        var storable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            storable.Append(rune.Value == 0 ? Rune.ReplacementChar : rune);
        }

        return storable.ToString();
    }

    private static bool IsStorable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\0' || char.IsSurrogate(c) && !(i + 1 < text.Length && char.IsSurrogatePair(c, text[++i])))
            {
                return false;
            }
        }

        return true;
    }
}
