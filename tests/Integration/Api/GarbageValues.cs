using System.Text;

namespace Tripline.Tests.Integration.Api;

/// <summary>Makes up JSON values: some of the right form, most near it, some far off.</summary>
internal sealed class GarbageValues(Random random)
{
    private static readonly string[] Numbers =
    [
        "0", "-0", "-1", "1", "1.5", "1e5", "1e-5", "1e308", "1e309", "-1e309", "1e-400", "1E+2", "0.1", "168.25",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "1.7976931348623157e308", "5e-324",
        "123456789012345", "1234567890123456", "0.123456789012345678901234567890", "79228162514264337593543950336",
        "1381152600123", "253402300799999", "253402300800000", "99999999999999999999999999999999999999999999999999",
        "1e2147483648", "1e-2147483649", "0.0000000000001", "1000000000000000",
    ];

    private static readonly string[] Texts =
    [
        "", " ", "AAPL", "aapl", "A/B", "..", ".A", "-", "NUL\\u0000", "\\ud800", "\\udc00\\ud800", "\\uFFFF", "😀",
        "ＡＡＰＬ", "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456", "price > 1", "price crosses above 168.25", "price enters 1..2",
        "price enters 2..1", "price exits 1..", "price > -1", "price > 1e5", "price > 0", "price >", "PRICE > 1",
        "price crosses", "price > 99999999999999999999999999999", "price > 0.00000000000000000000000000000001",
        "price > 1 and price < 2", "((((((((", "60s", "5m", "1h", "1d", "0s", "-5s", "5", "367d", "5ms",
        "everyTime", "once", "EVERYTIME", "info", "warning", "critical", "2013-10-07T13:30:00.123Z",
        "2013-10-07T13:30:00+99:99", "0000-00-00T00:00:00Z", "9999-12-31T23:59:60-23:59", "99999-01-01T00:00:00Z",
        "1381152600123", "{symbol} {price}", "{", "}", "{{}}", "{who}", "{symbol", "1", "1e999", "NaN", "Infinity",
        "null", "\\u0000\\u0001\\u001f", "\\\\\\\"", "<script>alert(1)</script>", "'; DROP TABLE alerts; --",
    ];

    /// <summary>Any value.</summary>
    public string Value(int depth = 0) => random.Next(depth > 3 ? 7 : 9) switch
    {
        0 or 1 or 2 => $"\"{Pick(Texts)}\"",
        3 or 4 => Pick(Numbers),
        5 => Pick(["true", "false", "null"]),
        6 => $"\"{new string('x', random.Next(2_000))}\"",
        7 => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Value(depth + 1)))}]",
        _ => $"{{{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => $"\"{Pick(Texts)}\":{Value(depth + 1)}"))}}}",
    };

    /// <summary>An object of known fields, each of which may be missing, doubled, right or wrong.</summary>
    /// <param name="fields">Names with a right value each, as JSON.</param>
    public string Object(IReadOnlyList<(string Name, string Right)> fields)
    {
        var text = new StringBuilder("{");
        foreach (var (name, right) in fields)
        {
            for (var times = random.Next(12) switch { 0 => 0, 1 => 2, _ => 1 }; times > 0; times--)
            {
                text.Append(text.Length > 1 ? "," : string.Empty)
                    .Append('"').Append(random.Next(40) == 0 ? name.ToUpperInvariant() : name).Append("\":")
                    .Append(random.Next(3) == 0 ? Value() : right);
            }
        }

        if (random.Next(8) == 0)
        {
            text.Append(text.Length > 1 ? "," : string.Empty).Append($"\"{Pick(Texts)}\":{Value()}");
        }

        return text.Append('}').ToString();
    }

    /// <summary>One of some.</summary>
    public string Pick(IReadOnlyList<string> choices) => choices[random.Next(choices.Count)];
}
