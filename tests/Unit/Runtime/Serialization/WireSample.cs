using System.Collections.Immutable;
using Tripline.Runtime;

namespace Tripline.Tests.Runtime.Serialization;

/// <summary>A message with a member of each kind that travels.</summary>
[GenerateSerializer, Alias("test.wire-sample")]
public sealed class WireSample
{
    [Id(0)]
    public bool Bool { get; set; }

    [Id(1)]
    public byte Byte { get; set; }

    [Id(2)]
    public sbyte SByte { get; set; }

    [Id(3)]
    public short Short { get; set; }

    [Id(4)]
    public ushort UShort { get; set; }

    [Id(5)]
    public int Int { get; set; }

    [Id(6)]
    public uint UInt { get; set; }

    [Id(7)]
    public long Long { get; set; }

    [Id(8)]
    public ulong ULong { get; set; }

    [Id(9)]
    public float Float { get; set; }

    [Id(10)]
    public double Double { get; set; }

    [Id(11)]
    public decimal Decimal { get; set; }

    [Id(12)]
    public char Char { get; set; }

    [Id(13)]
    public string? Text { get; set; }

    [Id(14)]
    public Guid Guid { get; set; }

    [Id(15)]
    public DateTimeOffset Time { get; set; }

    [Id(16)]
    public TimeSpan Span { get; set; }

    [Id(17)]
    public DayOfWeek Day { get; set; }

    [Id(18)]
    public int? MaybeInt { get; set; }

    [Id(19)]
    public DateTimeOffset? MaybeTime { get; set; }

    [Id(20)]
    public double[]? Doubles { get; set; }

    [Id(21)]
    public string?[]? Texts { get; set; }

    [Id(22)]
    public List<int?>? MaybeInts { get; set; }

    [Id(23)]
    public Dictionary<string, WirePoint>? Points { get; set; }

    [Id(24)]
    public IReadOnlyList<WirePoint>? PointList { get; set; }

    [Id(25)]
    public HashSet<long>? Longs { get; set; }

    [Id(26)]
    public Memory<byte> Bytes { get; set; }

    [Id(27)]
    public ReadOnlyMemory<long> LongMemory { get; set; }

    [Id(28)]
    public WireShape? Shape { get; set; }

    [Id(29)]
    public object? Anything { get; set; }

    [Id(30)]
    public (int Left, string? Right) Pair { get; set; }

    [Id(31)]
    public WireSample? Inner { get; set; }

    [Id(32)]
    public ImmutableArray<int> Array { get; set; } = [];

    [Id(33)]
    public DateTime Moment { get; set; }
}
