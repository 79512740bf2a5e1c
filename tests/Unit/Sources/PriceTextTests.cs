using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tripline.Sources;

namespace Tripline.Tests.Unit.Sources;

public sealed class PriceTextTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("167.41", 167.41)]
    [InlineData("0.1", 0.1)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5)]
    [InlineData("00012.500", 12.5)]
    [InlineData("123456789012345", 123456789012345)]
    [InlineData("0.00000000000000000000000000123", 1.23e-27)]
    [InlineData("1.00000000000000000000", 1)]
    public void TryParse_PositiveDecimalText_GivesTheNearestDouble(string text, double expected)
    {
        Assert.True(PriceText.TryParse(Encoding.ASCII.GetBytes(text), out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("0")]
    [InlineData("0.000")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1e5")]
    [InlineData("NaN")]
    [InlineData("1,5")]
    [InlineData(" 1")]
    [InlineData("1.2.3")]
    [InlineData("1234567890123456")]
    [InlineData("0.1234567890123456")]
    public void TryParse_AnythingElse_IsRefused(string text) =>
        Assert.False(PriceText.TryParse(Encoding.ASCII.GetBytes(text), out _));

    [Fact]
    public void TryParse_AnyFifteenDigits_EqualsTheFrameworksOwnParser()
    {
        var digits = Gen.Choose(1, 999_999_999).SelectMany(high => Gen.Choose(0, 999_999).Select(low =>
            ((high * 1_000_000L) + low).ToString(CultureInfo.InvariantCulture)));
        var texts = digits.SelectMany(text => Gen.Choose(0, text.Length).Select(point => text.Insert(point, ".")));
        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            var isRead = PriceText.TryParse(Encoding.ASCII.GetBytes(text), out var value);
            return isRead && value.Equals(double.Parse(text, CultureInfo.InvariantCulture));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }
}
