using Tripline.Grains.When;

namespace Tripline.Tests.Grains.When;

public sealed class WhenParserTests
{
    [Theory]
    [InlineData("price crosses above 168.25", "price crosses above 168.25")]
    [InlineData("PRICE Crosses BELOW 168.00", "price crosses below 168")]
    [InlineData("  price\tcrosses\n 0.00010 ", "price crosses 0.0001")]
    [InlineData("price>1", "price > 1")]
    [InlineData("price>-5", "price > -5")]
    [InlineData("price crosses below 0", "price crosses below 0")]
    [InlineData("price crosses above 1e-8", "price crosses above 0.00000001")]
    [InlineData("price crosses above 1E-08", "price crosses above 0.00000001")]
    [InlineData("price < 1E+15", "price < 1000000000000000")]
    [InlineData("price < 1000000000000000", "price < 1000000000000000")]
    [InlineData("price enters -2.5e1..+3", "price enters -25..3")]
    [InlineData("price >= 007.50", "price >= 7.5")]
    [InlineData("price<123456789012345", "price < 123456789012345")]
    [InlineData("price <=0.000000000123456789012345", "price <= 0.000000000123456789012345")]
    [InlineData("price enters 1..2", "price enters 1..2")]
    [InlineData("price exits 48.89 .. 48.990", "price exits 48.89..48.99")]
    public void WhenParser_Condition_HasItsCanonicalText(string text, string canonical)
    {
        var parsed = WhenParser.Parse(text);
        Assert.True(parsed.IsValid, parsed.Error?.Message);
        Assert.Equal(canonical, parsed.Condition.ToCanonicalText());
        Assert.Equal(parsed.Condition, WhenParser.Parse(canonical).Condition);
    }

    [Theory]
    [InlineData("", 1, "the end of the text", "'price'")]
    [InlineData("volume > 1", 1, "'volume'", "'price'")]
    [InlineData("price", 6, "the end of the text", "'crosses'")]
    [InlineData("price = 1", 7, "'='", "'>='")]
    [InlineData("price above 1", 7, "'above'", "'crosses'")]
    [InlineData("price crosses over 1", 15, "'over'", "'above'")]
    [InlineData("price crosses above", 20, "the end of the text", "a number")]
    [InlineData("price crosses above price", 21, "'price'", "a number")]
    [InlineData("price > .5", 9, "'.'", "a number")]
    [InlineData("price > 1234567890123456", 9, "'1234567890123456'", "a number of at most 15 significant digits")]
    [InlineData("price > 1.234567890123456", 9, "'1.234567890123456'", "a number of at most 15 significant digits")]
    [InlineData("price > 1e", 10, "'e'", "the end of the condition")]
    [InlineData("price > - 1", 9, "'-'", "a number")]
    [InlineData("price > 1e-29", 9, "'1e-29'", "a number of at most 15 significant digits")]
    [InlineData("price > 1 and price < 2", 11, "'and'", "the end of the condition")]
    [InlineData("price > 1.", 10, "'.'", "the end of the condition")]
    [InlineData("price enters 2", 15, "the end of the text", "'..'")]
    [InlineData("price enters 2..", 17, "the end of the text", "a number")]
    [InlineData("price enters 2..1", 17, "'1'", "a number above 2")]
    [InlineData("price exits 2..2.0", 16, "'2.0'", "a number above 2")]
    [InlineData("price enters 2...3", 17, "'.'", "a number")]
    [InlineData("price > 1 😀", 11, "'😀'", "the end of the condition")]
    public void WhenParser_NoCondition_SaysWhereAndWhatWasExpected(string text, int column, string found, string expected)
    {
        var error = WhenParser.Parse(text).Error;
        Assert.NotNull(error);
        Assert.Equal((column, found), (error.Column, error.Found));
        Assert.Contains(expected, error.Expected);
        Assert.StartsWith($"At column {column}: found {found}, expected ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhenParser_SeveralPossibilities_ListsThemInASentence() => Assert.Equal(
        "At column 15: found 'up', expected 'above', 'below' or a number.",
        WhenParser.Parse("price crosses up 1").Error?.Message);

    [Fact]
    public void WhenParser_EndlessText_IsRefusedUnread() =>
        Assert.Equal(WhenParser.MaxLength + 1, WhenParser.Parse(new string('(', 1_000_000)).Error?.Column);

    [Fact]
    public void WhenParser_AnyTokens_NeverThrows()
    {
        string[] pieces = ["price", "crosses", "above", "enters", "1", "2.5", "..", ".", ">", ">=", "<", " ", "(", "and", "é", "\0"];
        var random = new Random(1);
        for (var n = 0; n < 20_000; n++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => pieces[random.Next(pieces.Length)]));
            var parsed = WhenParser.Parse(text);
            Assert.Equal(parsed.IsValid, parsed.Error is null);
            Assert.InRange(parsed.Error?.Column ?? 1, 1, text.Length + 1);
        }
    }
}
