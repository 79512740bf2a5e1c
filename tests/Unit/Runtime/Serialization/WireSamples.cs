using System.Collections.Immutable;

namespace Tripline.Tests.Runtime.Serialization;

/// <summary>Makes samples at random.</summary>
public static class WireSamples
{
    public static WireSample Make(Random random, int depth = 0) => new()
    {
        Bool = random.Next(2) == 0,
        Byte = (byte)random.Next(),
        SByte = (sbyte)random.Next(),
        Short = (short)random.Next(),
        UShort = (ushort)random.Next(),
        Int = (int)Number(random),
        UInt = (uint)Number(random),
        Long = Number(random),
        ULong = (ulong)Number(random),
        Float = BitConverter.Int32BitsToSingle((int)Number(random)),
        Double = BitConverter.Int64BitsToDouble(Number(random)),
        Decimal = new decimal((int)Number(random), random.Next(), random.Next(), random.Next(2) == 0, (byte)random.Next(29)),
        Char = (char)random.Next(0xD800),
        Text = Maybe(random, Text),
        Guid = new Guid(Bytes(random, 16)),
        Time = new DateTimeOffset(random.NextInt64(1L << 60), TimeSpan.FromMinutes(random.Next(-840, 841))),
        Span = new TimeSpan(Number(random)),
        Day = (DayOfWeek)random.Next(9),
        MaybeInt = random.Next(2) == 0 ? null : random.Next(),
        MaybeTime = random.Next(2) == 0 ? null : new DateTimeOffset(random.NextInt64(1L << 60), TimeSpan.Zero),
        Doubles = Maybe(random, r => Many(r, _ => BitConverter.Int64BitsToDouble(Number(r)))),
        Texts = Maybe(random, r => Many(r, _ => Maybe(r, Text))),
        MaybeInts = Maybe(random, r => Many(r, _ => r.Next(2) == 0 ? (int?)null : r.Next()).ToList()),
        Points = Maybe(random, r => Many(r, Point).Select((point, index) => (point, index))
            .ToDictionary(pair => $"{pair.index}", pair => pair.point)),
        PointList = Maybe(random, r => Many(r, Point)),
        Longs = Maybe(random, r => Many(r, Number).ToHashSet()),
        Bytes = Bytes(random, random.Next(40)),
        LongMemory = Many(random, Number),
        Shape = random.Next(3) switch
        {
            0 => null,
            1 => new WireShape(Text(random)),
            _ => new WireCircle(Text(random), random.NextDouble()),
        },
        Anything = random.Next(6) switch
        {
            0 => null,
            1 => random.Next(),
            2 => Text(random),
            3 => new WireCircle(Text(random), -0.0),
            4 => Point(random),
            _ => 1.5m,
        },
        Pair = (random.Next(), Maybe(random, Text)),
        Inner = depth < 4 && random.Next(2) == 0 ? Make(random, depth + 1) : null,
        Array = ImmutableArray.CreateRange(Many(random, r => r.Next())),
        Moment = new DateTime(random.NextInt64(1L << 60), (DateTimeKind)(random.Next(2))),
    };

    private static WirePoint Point(Random random) =>
        new(BitConverter.Int64BitsToDouble(Number(random)), Maybe(random, Text));

    // Of every length, and often at an edge.
    private static long Number(Random random) => random.Next(8) switch
    {
        0 => long.MinValue,
        1 => long.MaxValue,
        2 => -1,
        3 => 0,
        _ => random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64),
    };

    private static string Text(Random random) => string.Concat(Many(random, r => r.Next(4) switch
    {
        0 => "é",
        1 => "𝄞",
        2 => "\0",
        _ => ((char)r.Next('a', 'z')).ToString(),
    }));

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static T[] Many<T>(Random random, Func<Random, T> make) =>
        [.. Enumerable.Range(0, random.Next(4) == 0 ? random.Next(100) : random.Next(4)).Select(_ => make(random))];

    private static T? Maybe<T>(Random random, Func<Random, T> make)
        where T : class => random.Next(4) == 0 ? null : make(random);
}
