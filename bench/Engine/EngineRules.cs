using System.Globalization;

namespace Tripline.Bench.Engine;

/// <summary>Rules of all forms on random levels between half and one and a half of the first price.</summary>
internal static class EngineRules
{
    private static readonly string[] Forms =
    [
        "crosses above", "crosses below", "crosses", ">", ">=", "<", "<=", "enters", "exits",
    ];

    public static RuleTerms[] Make(int count, int seed)
    {
        var random = new Random(seed);
        var rules = new RuleTerms[count];
        for (var n = 0; n < count; n++)
        {
            var form = Forms[n % Forms.Length];
            var level = 50 + (random.Next(100_000) / 1_000m);
            var isChannel = form is "enters" or "exits";
            // Half of the rules that may have one have a re-arm distance, a third a cooldown.
            rules[n] = new(
                new Guid(n, (short)seed, 0, new byte[8]),
                1,
                isChannel
                    ? string.Create(CultureInfo.InvariantCulture, $"price {form} {level}..{level + 0.5m}")
                    : string.Create(CultureInfo.InvariantCulture, $"price {form} {level}"),
                Once: false,
                CooldownMs: n % 3 == 0 ? 60_000 : 0,
                Rearm: !isChannel && random.Next(2) == 0 ? 0.05m : 0,
                ExpiresAtMs: null);
        }

        return rules;
    }
}
