using System.Globalization;
using System.Text;
using Tripline.Sources.Text;

namespace Tripline.Tests.Unit.Sources.Text;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0.0", 0)]
    [InlineData("1", 1)]
    [InlineData("100", 1)]
    [InlineData("0.050", 1)]
    [InlineData("168.25", 5)]
    [InlineData("1.0000000000000000", 1)]
    [InlineData("100.000000000000001", 18)]
    [InlineData("123456789012345", 15)]
    [InlineData("123456789012345678901234567890", 29)]
    [InlineData("1e5", 1)]
    [InlineData("1.5E-300", 2)]
    [InlineData("12e9999999999", 2)]
    public void Parse_CountsSignificantDigits(string text, int digits)
    {
        NumberText.Parse(Encoding.ASCII.GetBytes(text), out var counted);

        Assert.Equal(digits, counted);
    }

    [Fact]
    public void Parse_AnyNumber_GivesTheNearestDouble()
    {
        var random = new Random(7);
        for (var round = 0; round < 200_000; round++)
        {
            var text = RandomNumber(random);
            var expected = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

            Assert.Equal(expected, NumberText.Parse(Encoding.ASCII.GetBytes(text), out _));
        }
    }

    [Theory]
    [InlineData("0.10", true)]
    [InlineData("1e-3", true)]
    [InlineData("1e-40", false)]
    [InlineData("1e40", false)]
    [InlineData("0e40", true)]
    [InlineData(" 1", false)]
    [InlineData("1,5", false)]
    [InlineData("", false)]
    public void TryParseExact_TakesWhatADecimalHolds(string text, bool isTaken) =>
        Assert.Equal(isTaken, NumberText.TryParseExact(text, out _, out _));

    private static string RandomNumber(Random random)
    {
        var text = new StringBuilder(random.Next(4) == 0 ? "-" : string.Empty);
        text.Append(random.Next(3) == 0 ? "0" : random.NextInt64(1, 1L << random.Next(1, 62)));
        if (random.Next(3) > 0)
        {
            text.Append('.').Append('0', random.Next(4)).Append(random.NextInt64(1L << random.Next(1, 62)));
        }

        return random.Next(4) > 0 ? text.ToString() : text.Append('e').Append(random.Next(-330, 310)).ToString();
    }
}
