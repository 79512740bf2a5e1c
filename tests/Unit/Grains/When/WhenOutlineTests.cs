using Tripline.Grains.When;

namespace Tripline.Tests.Unit.Grains.When;

public sealed class WhenOutlineTests
{
    [Theory]
    [InlineData("price crosses above 168.25", "168.25@21+6")]
    [InlineData("price enters 1..2.50", "1@14+1 2.50@17+4")]
    [InlineData("PRICE>7", "7@7+1")]
    [InlineData("price crosses", "")]
    public void Levels_OfAText_StandWhereTheTextHasThem(string text, string expected) =>
        Assert.Equal(
            expected,
            string.Join(' ', WhenOutline.Levels(text).Select(level => $"{level.Value}@{level.Column}+{level.Length}")));

    [Theory]
    [InlineData("", "price@1")]
    [InlineData("pr", "price@1")]
    [InlineData("price ", "crosses@7 enters@7 exits@7 >@7 >=@7 <@7 <=@7")]
    [InlineData("price e", "enters@7 exits@7")]
    [InlineData("price CR", "crosses@7")]
    [InlineData("price >", ">=@7")]
    [InlineData("price crosses", "above@14 below@14")]
    [InlineData("price crosses b", "below@15")]
    [InlineData("price enters 1", "..@15")]
    [InlineData("price > 5", "")]
    [InlineData("price > 5 x", "")]
    [InlineData("volume cr", "")]
    public void Completions_OfAText_AreWhatTheGrammarTakesNext(string text, string expected) =>
        Assert.Equal(
            expected,
            string.Join(' ', WhenOutline.Completions(text).Select(completion => $"{completion.Text}@{completion.Column}")));

    [Fact]
    public void Completions_PutInTheirPlace_BringTheParserFurther()
    {
        var texts = new Queue<string>([""]);
        var whole = 0;
        for (var looked = 0; texts.TryDequeue(out var text) && looked < 500; looked++)
        {
            foreach (var completion in WhenOutline.Completions(text))
            {
                var next = $"{text[..(completion.Column - 1)]}{completion.Text} ";
                Assert.True(WhenParser.Parse(next).Error is not { } error || error.Column > next.TrimEnd().Length, next);
                texts.Enqueue(next);
            }

            if (text.Length > 0 && WhenParser.Parse(text + "5").IsValid)
            {
                whole++;
            }
        }

        Assert.True(whole >= 7, $"{whole} of the grammar's forms were reached.");
    }
}
