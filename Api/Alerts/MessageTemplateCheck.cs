using System.Collections.Frozen;

namespace Tripline.Api.Alerts;

/// <summary>Checks message templates: known placeholders in braces, doubled braces for braces.</summary>
public static class MessageTemplateCheck
{
    private static readonly FrozenSet<string> Placeholders =
        FrozenSet.ToFrozenSet(["symbol", "price", "time", "name", "when"]);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Placeholders.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What is wrong with a template, and at which character from 1; null when nothing is.</summary>
    public static (string Reason, int Column)? Check(string template)
    {
        for (var at = 0; at < template.Length; at++)
        {
            var letter = template[at];
            if (letter is not ('{' or '}'))
            {
                continue;
            }

            if (at + 1 < template.Length && template[at + 1] == letter)
            {
                at++;
                continue;
            }

            if (letter == '}')
            {
                return ("has a } without {; write }} for a brace", at + 1);
            }

            var length = template.AsSpan(at + 1).IndexOf('}');
            if (length < 0)
            {
                return ("has a { without }; write {{ for a brace", at + 1);
            }

            var name = template.AsSpan(at + 1, length);
            if (!Lookup.Contains(name))
            {
                var shown = name.Length <= 32 ? name.ToString() : name[..32].ToString() + "…";
                return ($"has an unknown placeholder {{{shown}}}; there are {{symbol}}, {{price}}, {{time}}, "
                    + "{name} and {when}", at + 1);
            }

            at += length + 1;
        }

        return null;
    }
}
