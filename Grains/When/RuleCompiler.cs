using Tripline.Grains.Symbols;
using Tripline.Sources;

namespace Tripline.Grains.When;

/// <summary>Turns a condition and its re-arm distance into numbers. Sums are made in <see cref="decimal"/> and then
/// become the nearest double, so that they compare with prices as their decimal texts do.</summary>
public static class RuleCompiler
{
    private const string WhenField = "when";
    private const string RearmField = "rearm";

    /// <summary>Parses and compiles; a text that is no condition is an error of the field <c>when</c>.</summary>
    public static RuleCompilation Compile(string when, decimal rearm, bool anyPrices = false)
    {
        var parsed = WhenParser.Parse(when);
        return parsed.IsValid ? Compile(parsed.Condition, rearm, anyPrices) : Refuse(WhenField, parsed.Error.Message);
    }

    /// <summary>Compiles; levels and levels with the distance added or taken must have at most 15 significant digits
    /// and be positive, unless the symbol's prices need not be; channels take no distance.</summary>
    public static RuleCompilation Compile(WhenCondition condition, decimal rearm, bool anyPrices = false)
    {
        if (rearm < 0)
        {
            return Refuse(RearmField, "The re-arm distance must not be negative.");
        }

        if (!DecimalText.IsExact(rearm))
        {
            return Refuse(RearmField, "The re-arm distance must have at most 15 significant digits.");
        }

        return condition switch
        {
            WhenComparison comparison => Comparison(comparison, rearm, anyPrices),
            WhenCrossing crossing => Crossing(crossing, rearm, anyPrices),
            WhenChannel channel => Channel(channel, rearm, anyPrices),
            _ => Refuse(WhenField, $"'{condition.ToCanonicalText()}' cannot be watched."),
        };
    }

    private static RuleCompilation Comparison(WhenComparison comparison, decimal rearm, bool anyPrices)
    {
        if (CheckLevel(comparison.Level, anyPrices) is { } wrong)
        {
            return wrong;
        }

        var x = DecimalText.ToDouble(comparison.Level);
        var isAbove = comparison.Operator is WhenOperator.Greater or WhenOperator.GreaterOrEqual;
        var level = comparison.Operator is WhenOperator.Greater or WhenOperator.LessOrEqual ? Math.BitIncrement(x) : x;
        if (rearm == 0)
        {
            // Without a distance the rule re-arms as soon as it no longer holds.
            return Accept(new(isAbove ? RuleKind.Above : RuleKind.Below, true, level, level, 0));
        }

        var retreat = isAbove ? comparison.Level - rearm : comparison.Level + rearm;
        return CheckRetreat(retreat, anyPrices) ?? Accept(isAbove
            ? new(RuleKind.Above, true, level, AtOrBelow(retreat), 0)
            : new(RuleKind.Below, true, level, DecimalText.ToDouble(retreat), 0));
    }

    private static RuleCompilation Crossing(WhenCrossing crossing, decimal rearm, bool anyPrices)
    {
        if (CheckLevel(crossing.Level, anyPrices) is { } wrong)
        {
            return wrong;
        }

        var hasRearm = rearm > 0;
        var (down, up) = (crossing.Level - rearm, crossing.Level + rearm);
        var retreatsDown = hasRearm && crossing.Direction != WhenDirection.Below;
        var retreatsUp = hasRearm && crossing.Direction != WhenDirection.Above;
        if ((retreatsDown ? CheckRetreat(down, anyPrices) : null) is { } tooLow)
        {
            return tooLow;
        }

        if ((retreatsUp ? CheckRetreat(up, anyPrices) : null) is { } tooHigh)
        {
            return tooHigh;
        }

        var level = DecimalText.ToDouble(crossing.Level);
        var lower = retreatsDown ? AtOrBelow(down) : 0;
        var upper = retreatsUp ? DecimalText.ToDouble(up) : 0;
        return Accept(crossing.Direction switch
        {
            WhenDirection.Above => new(RuleKind.CrossUp, hasRearm, level, lower, 0),
            WhenDirection.Below => new(RuleKind.CrossDown, hasRearm, Math.BitIncrement(level), upper, 0),
            _ => new(RuleKind.CrossEither, hasRearm, level, lower, upper),
        });
    }

    private static RuleCompilation Channel(WhenChannel channel, decimal rearm, bool anyPrices)
    {
        if (rearm != 0)
        {
            return Refuse(RearmField, "Channel rules have no re-arm.");
        }

        return CheckLevel(channel.Low, anyPrices) ?? CheckLevel(channel.High, anyPrices) ?? Accept(new(
            channel.Exits ? RuleKind.Exit : RuleKind.Enter,
            false,
            DecimalText.ToDouble(channel.Low),
            AtOrBelow(channel.High),
            0));
    }

    /// <summary>The number below which a signal is at or below that level.</summary>
    private static double AtOrBelow(decimal level) => Math.BitIncrement(DecimalText.ToDouble(level));

    private static RuleCompilation? CheckLevel(decimal level, bool anyPrices) =>
        !DecimalText.IsExact(level) ? Refuse(WhenField, "A level must have at most 15 significant digits.")
        : level <= 0 && !anyPrices ? Refuse(WhenField, $"A level must be positive; {MarketRules.Hint}.")
        : null;

    private static RuleCompilation? CheckRetreat(decimal level, bool anyPrices) =>
        (level > 0 || anyPrices) && DecimalText.IsExact(level)
            ? null
            : Refuse(RearmField, $"The level at which the rule re-arms, {DecimalText.Format(level)}, must be positive and "
                + $"have at most 15 significant digits; {MarketRules.Hint}.");

    private static RuleCompilation Accept(CompiledRule rule) => new(rule, []);

    private static RuleCompilation Refuse(string field, string message) => new(null, [new(field, message)]);
}
