using System.Globalization;
using System.Text;
using Tripline.Sources.Text;

namespace Tripline.Tests.Unit.Sources.Text;

public sealed class Rfc3339Tests
{
    [Theory]
    [InlineData("1970-01-01T00:00:00Z", 0)]
    [InlineData("1969-12-31T23:59:59.999Z", -1)]
    [InlineData("2013-10-07T13:30:00.123456789Z", 1_381_152_600_123)]
    [InlineData("2013-10-07t13:30:00.1z", 1_381_152_600_100)]
    [InlineData("2013-10-07T15:30:00.123+02:00", 1_381_152_600_123)]
    [InlineData("2013-10-07T09:00:00.123-04:30", 1_381_152_600_123)]
    [InlineData("2026-11-06 14:30:00Z", 1_793_975_400_000)]
    [InlineData("2016-12-31T23:59:60Z", 1_483_228_800_000)]
    [InlineData("2024-02-29T00:00:00Z", 1_709_164_800_000)]
    [InlineData("9999-12-31T23:59:59.999Z", Rfc3339.MaxEpochMs)]
    public void TryParse_ADateTime_GivesItsMilliseconds(string text, long expected)
    {
        Assert.True(Rfc3339.TryParse(Encoding.UTF8.GetBytes(text), out var epochMs));
        Assert.Equal(expected, epochMs);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2013-10-07")]
    [InlineData("2013-10-07T13:30Z")]
    [InlineData("2013-10-07T13:30:00")]
    [InlineData("2013-10-07T13:30:00.Z")]
    [InlineData("2013-10-07_13:30:00Z")]
    [InlineData("2023-02-29T00:00:00Z")]
    [InlineData("2013-13-07T13:30:00Z")]
    [InlineData("2013-00-07T13:30:00Z")]
    [InlineData("0000-10-07T13:30:00Z")]
    [InlineData("2013-10-07T24:00:00Z")]
    [InlineData("2013-10-07T13:60:00Z")]
    [InlineData("2013-10-07T13:30:61Z")]
    [InlineData("2013-10-07T13:30:00+0200")]
    [InlineData("2013-10-07T13:30:00+24:00")]
    [InlineData("2013-10-07T13:30:00ZZ")]
    [InlineData("2O13-10-07T13:30:00Z")]
    [InlineData("２013-10-07T13:30:00Z")]
    public void TryParse_AnythingElse_IsRefused(string text) =>
        Assert.False(Rfc3339.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void TryParse_AnyMoment_AgreesWithTheFramework()
    {
        var random = new Random(3);
        for (var round = 0; round < 20_000; round++)
        {
            var epochMs = random.NextInt64(Rfc3339.MaxEpochMs);
            var moment = DateTimeOffset.FromUnixTimeMilliseconds(epochMs).ToOffset(TimeSpan.Zero);
            var text = moment.ToString("yyyy-MM-dd'T'HH:mm:ss.fffK", CultureInfo.InvariantCulture);

            Assert.True(Rfc3339.TryParse(Encoding.UTF8.GetBytes(text), out var read));
            Assert.Equal(epochMs, read);
        }
    }
}
