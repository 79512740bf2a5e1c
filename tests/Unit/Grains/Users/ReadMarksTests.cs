using Tripline.Grains.Users;

namespace Tripline.Tests.Unit.Grains.Users;

public sealed class ReadMarksTests
{
    [Fact]
    public void Add_RandomRuns_EqualsAPlainSet()
    {
        var random = new Random(7);
        NumberRange[] ranges = [];
        var set = new SortedSet<long>();
        for (var round = 0; round < 500; round++)
        {
            var first = random.Next(1, 300);
            var last = first + random.Next(0, 5);
            ranges = ReadMarks.Add(ranges, new NumberRange(first, last));
            for (var number = first; number <= last; number++)
            {
                set.Add(number);
            }

            Assert.Equal(set, ranges.SelectMany(Numbers));
            Assert.All(ranges.Zip(ranges.Skip(1)), pair => Assert.True(pair.First.Last + 1 < pair.Second.First));
            Assert.Equal(200 - set.Count(number => number <= 200), ReadMarks.CountUnread(ranges, 200));
        }
    }

    [Fact]
    public void Add_MoreRangesThanAreKept_CountsTheLowestGapAsRead()
    {
        NumberRange[] ranges = [];
        for (var number = 1; number <= (2 * ReadMarks.MaxRanges) + 1; number += 2)
        {
            ranges = ReadMarks.Add(ranges, new NumberRange(number, number));
        }

        Assert.Equal(ReadMarks.MaxRanges, ranges.Length);
        Assert.Equal(new NumberRange(1, 3), ranges[0]);
        Assert.Equal(new NumberRange(5, 5), ranges[1]);
    }

    private static IEnumerable<long> Numbers(NumberRange range)
    {
        for (var number = range.First; number <= range.Last; number++)
        {
            yield return number;
        }
    }
}
