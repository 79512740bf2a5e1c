using Tripline.Grains.Symbols;

namespace Tripline.Grains.When;

/// <summary>Turns a condition and its re-arm distance into numbers. Sums are made in <see cref="decimal"/> and then
/// become the nearest double, so that they compare with prices as their decimal texts do.</summary>
public static class RuleCompiler
{
    private const string WhenField = "when";
    private const string RearmField = "rearm";

    /// <summary>Parses and compiles; a text that is no condition is an error of the field <c>when</c>.</summary>
    public static RuleCompilation Compile(string when, decimal rearm)
    {
        var parsed = WhenParser.Parse(when);
        return parsed.IsValid ? Compile(parsed.Condition, rearm) : Refuse(WhenField, parsed.Error.Message);
    }

    /// <summary>Compiles; levels and levels with the distance added or taken must be positive and have at most 15
    /// significant digits, channels take no distance.</summary>
    public static RuleCompilation Compile(WhenCondition condition, decimal rearm)
    {
        if (rearm < 0)
        {
            return Refuse(RearmField, "The re-arm distance must not be negative.");
        }

        if (!IsExact(rearm))
        {
            return Refuse(RearmField, "The re-arm distance must have at most 15 significant digits.");
        }

        return condition switch
        {
            WhenComparison comparison => Comparison(comparison, rearm),
            WhenCrossing crossing => Crossing(crossing, rearm),
            WhenChannel channel => Channel(channel, rearm),
            _ => Refuse(WhenField, $"'{condition.ToCanonicalText()}' cannot be watched."),
        };
    }

    private static RuleCompilation Comparison(WhenComparison comparison, decimal rearm)
    {
        if (CheckLevel(comparison.Level) is { } wrong)
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
        return CheckRetreat(retreat) ?? Accept(isAbove
            ? new(RuleKind.Above, true, level, AtOrBelow(retreat), 0)
            : new(RuleKind.Below, true, level, DecimalText.ToDouble(retreat), 0));
    }

    private static RuleCompilation Crossing(WhenCrossing crossing, decimal rearm)
    {
        if (CheckLevel(crossing.Level) is { } wrong)
        {
            return wrong;
        }

        var hasRearm = rearm > 0;
        var (down, up) = (crossing.Level - rearm, crossing.Level + rearm);
        var retreatsDown = hasRearm && crossing.Direction != WhenDirection.Below;
        var retreatsUp = hasRearm && crossing.Direction != WhenDirection.Above;
        if ((retreatsDown ? CheckRetreat(down) : null) is { } tooLow)
        {
            return tooLow;
        }

        if ((retreatsUp ? CheckRetreat(up) : null) is { } tooHigh)
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

    private static RuleCompilation Channel(WhenChannel channel, decimal rearm)
    {
        if (rearm != 0)
        {
            return Refuse(RearmField, "Channel rules have no re-arm.");
        }

        return CheckLevel(channel.Low) ?? CheckLevel(channel.High) ?? Accept(new(
            channel.Exits ? RuleKind.Exit : RuleKind.Enter,
            false,
            DecimalText.ToDouble(channel.Low),
            AtOrBelow(channel.High),
            0));
    }

    /// <summary>The number below which a signal is at or below that level.</summary>
    private static double AtOrBelow(decimal level) => Math.BitIncrement(DecimalText.ToDouble(level));

    private static bool IsExact(decimal value) =>
        DecimalText.CountSignificantDigits(value) <= DecimalText.MaxSignificantDigits;

    private static RuleCompilation? CheckLevel(decimal level) => level > 0 && IsExact(level)
        ? null
        : Refuse(WhenField, "A level must be positive and have at most 15 significant digits.");

    private static RuleCompilation? CheckRetreat(decimal level) => level > 0 && IsExact(level)
        ? null
        : Refuse(RearmField, $"The level at which the rule re-arms, {DecimalText.Format(level)}, must be positive and "
            + "have at most 15 significant digits.");

    private static RuleCompilation Accept(CompiledRule rule) => new(rule, []);

    private static RuleCompilation Refuse(string field, string message) => new(null, [new(field, message)]);
}
