using Tripline.Grains.Users;

namespace Tripline.Tests.Unit.Grains.Users;

public sealed class InboxTailTests
{
    [Fact]
    public void FirstNumber_EmptyTail_IsBeyondAnyNumber() => Assert.Equal(long.MaxValue, new InboxTail(3).FirstNumber);

    [Theory]
    [InlineData(0, 10, new long[] { 3, 4, 5, 6, 7 })]
    [InlineData(4, 10, new long[] { 5, 6, 7 })]
    [InlineData(4, 2, new long[] { 5, 6 })]
    [InlineData(7, 10, new long[] { })]
    [InlineData(99, 10, new long[] { })]
    public void After_MoreTriggersThanItHolds_AnswersTheNewestInOrder(long after, int limit, long[] expected)
    {
        var tail = new InboxTail(5);
        for (var number = 1; number <= 7; number++)
        {
            tail.Add(Numbered(number));
        }

        Assert.Equal(3, tail.FirstNumber);
        Assert.Equal(expected, tail.After(after, limit).Select(trigger => trigger.Number));
    }

    private static Trigger Numbered(long number) =>
        new(number, Guid.Empty, "local", "SPY", 0, number, 0, 0, 1, null, "price > 1", AlertSeverity.Info, null);
}
