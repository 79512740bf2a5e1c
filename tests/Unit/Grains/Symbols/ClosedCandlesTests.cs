using Tripline.Grains.Symbols;

namespace Tripline.Tests.Grains.Symbols;

public sealed class ClosedCandlesTests
{
    [Fact]
    public void Read_ManyOfTwoLengths_GivesAllInTheirOrderAndThoseOfOneLength()
    {
        var closed = new ClosedCandles();
        Assert.Empty(closed.Read());
        Assert.Empty(closed.Read(60));
        for (var n = 0; n < 1_000; n++)
        {
            closed.Add(new ClosedCandle(Candle(n), n));
        }

        Assert.Equal(Enumerable.Range(0, 1_000).Select(Candle), closed.Read());
        Assert.Equal(Enumerable.Range(0, 1_000).Where(n => n % 2 == 1).Select(Candle), closed.Read(300));
    }

    [Theory]
    [InlineData(-1, 100)]
    [InlineData(39, 60)]
    [InlineData(99, 0)]
    public void Forget_ThoseOfADurableSnapshot_KeepsLaterOnesAndTakesMore(long durable, int kept)
    {
        var closed = new ClosedCandles();
        closed.Forget(5);
        for (var n = 0; n < 100; n++)
        {
            closed.Add(new ClosedCandle(Candle(n), n));
        }

        closed.Forget(durable);
        Assert.Equal(Enumerable.Range(100 - kept, kept).Select(Candle), closed.Read());
        closed.Add(new ClosedCandle(Candle(100), 100));
        Assert.Equal(Enumerable.Range(100 - kept, kept + 1).Select(Candle), closed.Read());
    }

    private static Candle Candle(int number) =>
        new(number % 2 == 0 ? 60 : 300, number * 60_000L, 1, 2, 0.5, 1.5, number, 1.25, number + 1);
}
