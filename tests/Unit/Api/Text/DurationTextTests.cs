using Tripline.Api.Text;

namespace Tripline.Tests.Api.Text;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("60s", 60, "60s")]
    [InlineData("5m", 300, "5m")]
    [InlineData("1h", 3_600, "1h")]
    [InlineData("1d", 86_400, "1d")]
    [InlineData("366d", 366 * 86_400, "366d")]
    [InlineData("90s", 90, "90s")]
    [InlineData("120s", 120, "2m")]
    [InlineData("1m", 60, "60s")]
    [InlineData("0s", 0, null)]
    public void TryParse_ADuration_ReadsAndWritesIt(string text, long seconds, string? written)
    {
        Assert.True(DurationText.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
        Assert.Equal(written, DurationText.Format(duration));
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("5")]
    [InlineData("-5s")]
    [InlineData("+5s")]
    [InlineData("1.5h")]
    [InlineData("5 m")]
    [InlineData("5M")]
    [InlineData("5ms")]
    [InlineData("367d")]
    [InlineData("999999999d")]
    [InlineData("99999999999999999999s")]
    public void TryParse_AnythingElse_IsRefused(string text) => Assert.False(DurationText.TryParse(text, out _));
}
