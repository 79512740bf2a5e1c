using Tripline.Grains.Triggers;

namespace Tripline.Tests.Unit.Grains.Triggers;

public sealed class MessageTemplateTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("{symbol} at {price}", "SPY at 168.25")]
    [InlineData("{time}: {name} ({when})", "2013-10-07T14:30:00.000Z: dip (price < 168)")]
    [InlineData("{{symbol}} costs {price}}}", "{symbol} costs 168.25}")]
    public void Render_KnownPlaceholders_FillsThemIn(string template, string expected)
    {
        var text = MessageTemplate.Parse(template)
            .Render("SPY", "168.25", "2013-10-07T14:30:00.000Z", "dip", "price < 168");

        Assert.Equal(expected, text);
    }

    [Fact]
    public void Render_AlertWithoutName_LeavesNothing() =>
        Assert.Equal("[]", MessageTemplate.Parse("[{name}]").Render("SPY", "1", "t", null, "w"));

    [Fact]
    public void Render_ValueThatLooksLikeAPlaceholder_IsNotFilledAgain() =>
        Assert.Equal("{price}", MessageTemplate.Parse("{name}").Render("SPY", "1", "t", "{price}", "w"));

    [Theory]
    [InlineData("at {prize}", 4, "has the unknown placeholder {prize};")]
    [InlineData("{symbol", 1, "has a single {;")]
    [InlineData("50} off", 3, "has a single };")]
    [InlineData("{}", 1, "has the unknown placeholder {};")]
    public void TryParse_FaultyTemplate_SaysWhereAndWhat(string template, int column, string start)
    {
        Assert.False(MessageTemplate.TryParse(template, out _, out var fault));
        Assert.Equal(column, fault.Column);
        Assert.StartsWith(start, fault.Reason, StringComparison.Ordinal);
    }
}
