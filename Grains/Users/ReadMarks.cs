namespace Tripline.Grains.Users;

/// <summary>Sets of trigger numbers as rising ranges that do not touch.</summary>
public static class ReadMarks
{
    /// <summary>Most ranges that are kept; beyond that the lowest gap counts as read.</summary>
    public const int MaxRanges = 1_000;

    /// <summary>The ranges with one more run of numbers.</summary>
    public static NumberRange[] Add(ReadOnlySpan<NumberRange> ranges, NumberRange added)
    {
        var merged = new List<NumberRange>(ranges.Length + 1);
        var (first, last) = (added.First, added.Last);
        var place = 0;
        foreach (var range in ranges)
        {
            if (range.Last + 1 < first)
            {
                merged.Add(range);
                place = merged.Count;
            }
            else if (range.First > last + 1)
            {
                merged.Add(range);
            }
            else
            {
                first = Math.Min(first, range.First);
                last = Math.Max(last, range.Last);
            }
        }

        merged.Insert(place, new NumberRange(first, last));
        while (merged.Count > MaxRanges)
        {
            merged[1] = new NumberRange(merged[0].First, merged[1].Last);
            merged.RemoveAt(0);
        }

        return [.. merged];
    }

    /// <summary>How many of the numbers 1 to <paramref name="last"/> are in no range.</summary>
    public static long CountUnread(IReadOnlyList<NumberRange> ranges, long last) =>
        last - ranges.Sum(range => Math.Max(0, Math.Min(range.Last, last) - range.First + 1));
}
