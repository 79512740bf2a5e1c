using Tripline.Sources.Text;

namespace Tripline.Tests.Unit.Sources.Text;

public sealed class SymbolNameTests
{
    [Theory]
    [InlineData("BTC/USDT")]
    [InlineData("eur/usd")]
    [InlineData("BRK/B")]
    [InlineData("BRK B")]
    [InlineData("^GSPC")]
    [InlineData("ES=F")]
    [InlineData("$SPX.X")]
    [InlineData(".DJI")]
    [InlineData("@ES#")]
    [InlineData("6E*1")]
    [InlineData("C:EURUSD")]
    [InlineData("AAPL  251219C00150000")]
    [InlineData("BTC-27DEC24-100000-C")]
    [InlineData("1!_[](){}|~`<>,;+&\\")]
    public void Name_ThatIsReallyUsed_IsTakenInUpperCase(string text)
    {
        Assert.True(SymbolName.TryNormalize(text, out var symbol));
        Assert.Equal(text.ToUpperInvariant(), symbol);
        Assert.Matches(SymbolName.Pattern, text);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" A")]
    [InlineData("A ")]
    [InlineData("#A")]
    [InlineData("A%B")]
    [InlineData("A?B")]
    [InlineData("A\"B")]
    [InlineData("A'B")]
    [InlineData("A\tB")]
    [InlineData("A\u007f")]
    [InlineData("MÜNCHEN")]
    public void Name_ThatIsNone_IsRefused(string text)
    {
        Assert.False(SymbolName.TryNormalize(text, out _));
        Assert.DoesNotMatch(SymbolName.Pattern, text);
    }

    [Fact]
    public void Name_HasAtMost64Letters()
    {
        Assert.True(SymbolName.TryNormalize(new string('x', 64), out _));
        Assert.False(SymbolName.TryNormalize(new string('x', 65), out _));
    }
}
