using System.Globalization;
using Tripline.Grains.Symbols;
using Tripline.Grains.When;

namespace Tripline.Tests.Grains.When;

public sealed class RuleCompilerTests
{
    [Theory]
    [InlineData("price crosses above 100", "-0.1", "rearm")]
    [InlineData("price crosses above 100", "100", "rearm")]
    [InlineData("price crosses above 100", "0.1234567890123456", "rearm")]
    [InlineData("price crosses above 100000000000000", "0.05", "rearm")]
    [InlineData("price crosses below 100000000000000", "0.5", "rearm")]
    [InlineData("price <= 999999999999999", "1.5", "rearm")]
    [InlineData("price crosses 1", "1", "rearm")]
    [InlineData("price enters 1..2", "0.1", "rearm")]
    [InlineData("price exits 1..2", "0.1", "rearm")]
    [InlineData("price about 1", "0", "when")]
    public void RuleCompiler_FaultyRule_NamesTheField(string when, string rearm, string field)
    {
        var compilation = RuleCompiler.Compile(when, decimal.Parse(rearm, CultureInfo.InvariantCulture));
        Assert.Null(compilation.Rule);
        Assert.Equal(field, Assert.Single(compilation.Errors).Field);
    }

    [Fact]
    public void RuleCompiler_ChannelWithRearm_SaysThatChannelsHaveNone() => Assert.Equal(
        "Channel rules have no re-arm.", RuleCompiler.Compile("price enters 1..2", 0.1m).Errors[0].Message);

    [Fact]
    public void RuleCompiler_RetreatOnTheOtherSide_IsNotLimitedByThisOne() =>
        Assert.Equal(new(RuleKind.CrossDown, true, Math.BitIncrement(1.0), 3.0, 0), RuleCompiler.Compile("price crosses below 1", 2).Rule);

    [Fact]
    public void RuleCompiler_RearmDistance_IsTakenInDecimal()
    {
        // In doubles 0.3 - 0.1 is not 0.2.
        var rule = RuleCompiler.Compile("price crosses above 0.3", 0.1m).Rule;
        Assert.Equal(new(RuleKind.CrossUp, true, 0.3, Math.BitIncrement(0.2), 0), rule);
    }

    [Fact]
    public void DecimalText_AnyNumberOf15Digits_BecomesTheDoubleOfItsText()
    {
        var random = new Random(5);
        for (var n = 0; n < 50_000; n++)
        {
            var digits = random.NextInt64(1, (long)Math.Pow(10, random.Next(1, 16)));
            var value = new decimal((int)digits, (int)(digits >> 32), 0, false, (byte)random.Next(0, 29));
            Assert.Equal(
                double.Parse(value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
                DecimalText.ToDouble(value));
        }
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("168.00", 3)]
    [InlineData("0.0500", 1)]
    [InlineData("1000", 4)]
    [InlineData("123456789.123456", 15)]
    public void DecimalText_Number_CountsItsSignificantDigits(string text, int digits) =>
        Assert.Equal(digits, DecimalText.CountSignificantDigits(decimal.Parse(text, CultureInfo.InvariantCulture)));
}
