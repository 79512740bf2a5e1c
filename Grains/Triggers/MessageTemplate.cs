using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Tripline.Grains.Triggers;

/// <summary>The text of a trigger's message with the placeholders <c>{symbol}</c>, <c>{price}</c>, <c>{time}</c>,
/// <c>{name}</c> and <c>{when}</c>; <c>{{</c> and <c>}}</c> stand for the braces themselves.</summary>
public sealed class MessageTemplate
{
    private const int MaxShown = 32;

    private static readonly string[] Placeholders = ["symbol", "price", "time", "name", "when"];

    private readonly List<(int Placeholder, string Literal)> _parts;

    private MessageTemplate(List<(int Placeholder, string Literal)> parts) => _parts = parts;

    /// <summary>The placeholders' names, in the order in which help texts list them.</summary>
    public static IReadOnlyList<string> PlaceholderNames => Placeholders;

    /// <summary>Parses a template.</summary>
    /// <exception cref="FormatException">An unknown placeholder or a single brace; the message says where.</exception>
    public static MessageTemplate Parse(string text) =>
        TryParse(text, out var template, out var fault) ? template : throw new FormatException(fault.Reason);

    /// <summary>Parses a template, or says what is wrong with it.</summary>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out MessageTemplate? template,
        [NotNullWhen(false)] out MessageTemplateFault? fault)
    {
        var parts = new List<(int, string)>();
        var literal = new StringBuilder();
        template = null;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is not ('{' or '}'))
            {
                literal.Append(c);
                continue;
            }

            if (i + 1 < text.Length && text[i + 1] == c)
            {
                literal.Append(c);
                i++;
                continue;
            }

            var end = c == '{' ? text.IndexOf('}', i) : -1;
            var placeholder = end < 0 ? -1 : Array.IndexOf(Placeholders, text[(i + 1)..end]);
            if (placeholder < 0)
            {
                fault = new MessageTemplateFault(i + 1, Describe(text, i, end));
                return false;
            }

            parts.Add((-1, literal.ToString()));
            parts.Add((placeholder, ""));
            literal.Clear();
            i = end;
        }

        parts.Add((-1, literal.ToString()));
        template = new MessageTemplate(parts);
        fault = null;
        return true;
    }

    /// <summary>Fills the placeholders in; a missing name becomes nothing.</summary>
    public string Render(string symbol, string price, string time, string? name, string when)
    {
        string[] values = [symbol, price, time, name ?? "", when];
        var text = new StringBuilder();
        foreach (var (placeholder, literal) in _parts)
        {
            text.Append(placeholder < 0 ? literal : values[placeholder]);
        }

        return text.ToString();
    }

    private static string Describe(string text, int at, int end)
    {
        if (end < 0)
        {
            return $"has a single {text[at]}; write {text[at]}{text[at]} for the brace itself";
        }

        var name = text.AsSpan(at, Math.Min(end + 1 - at, MaxShown));
        return $"has the unknown placeholder {name}; there are {{symbol}}, {{price}}, {{time}}, {{name}} and {{when}}";
    }
}
