using System.Text.Json;
using System.Text.Json.Serialization;
using Tripline.Runtime;
using Tripline.Runtime.Remote;
using Tripline.Runtime.Serialization;

namespace Tripline.Tests.Runtime.Serialization;

public sealed class CodecTests
{
    private const int Samples = 1_000;

    private static readonly JsonSerializerOptions AllNumbers =
        new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    static CodecTests() => WireTypes.AddFrom(typeof(WireSample).Assembly);

    [Fact]
    public void RandomValues_ThereAndBack_AreTheSame()
    {
        var random = new Random(1);
        for (var sample = 0; sample < Samples; sample++)
        {
            var value = WireSamples.Make(random);
            var back = Read<WireSample>(Write(value));
            Assert.Equal(Describe(value), Describe(back));
            Assert.Equal(BitConverter.DoubleToInt64Bits(value.Double), BitConverter.DoubleToInt64Bits(back.Double));
            Assert.Equal(value.Time.Offset, back.Time.Offset);
            Assert.Equal(value.Moment.Kind, back.Moment.Kind);
            Assert.Equal(value.Shape?.GetType(), back.Shape?.GetType());
            Assert.Equal(value.Anything, back.Anything);
            Assert.Equal(decimal.GetBits(value.Decimal), decimal.GetBits(back.Decimal));
            // What was read is written as it came: nothing is lost that a comparison would not see.
            Assert.Equal(Write(value), Write(back));
        }
    }

    [Fact]
    public void CutOffBytes_AreRefused_OrReadAsLess()
    {
        var random = new Random(2);
        for (var sample = 0; sample < 30; sample++)
        {
            var bytes = Write(WireSamples.Make(random));
            for (var length = 0; length < bytes.Length; length++)
            {
                TryRead(bytes[..length]);
            }
        }
    }

    [Fact]
    public void ChangedBytes_NeverDoMoreThanBeRefused()
    {
        var random = new Random(3);
        for (var sample = 0; sample < 20_000; sample++)
        {
            var bytes = Write(WireSamples.Make(random, depth: 3));
            for (var changes = random.Next(1, 5); changes > 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next();
            }

            TryRead(bytes);
        }
    }

    [Fact]
    public void CountThatLies_AllocatesNoMoreThanCame()
    {
        var writer = new WireWriter();
        writer.Tag(0, WireKind.Block);
        var begin = writer.BeginBlock();
        writer.Varint(1_000_000_000);
        writer.Byte((byte)WireKind.Block);
        writer.EndBlock(begin);
        var bytes = writer.Written.ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<WireFormatException>(() => Read<WirePoint[]>(bytes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void NewerVersionsFields_AreSkipped_AndMissingOnesKeepTheirDefault()
    {
        var later = new Later("name", 7, [1, 2, 3], new WirePoint(1, "p"), "kept");
        var earlier = ReadAs<Later, Earlier>(later);
        Assert.Equal("name", earlier.Name);
        Assert.Equal("kept", earlier.Last);
        var back = ReadAs<Earlier, Later>(earlier);
        Assert.Equal("name", back.Name);
        Assert.Equal(0, back.Number);
        Assert.Null(back.Numbers);
        Assert.Equal(default, back.Point);
        Assert.Equal("kept", back.Last);
    }

    [Fact]
    public void DerivedTypeThatIsNotKnownHere_IsAClearError()
    {
        var bytes = Write<WireShape>(new WireCircle("c", 1));
        var text = System.Text.Encoding.UTF8.GetString(bytes);
        Assert.Contains("test.wire-circle", text, StringComparison.Ordinal);
        bytes[Array.IndexOf(bytes, (byte)'-') + 1] = (byte)'x';
        var failure = Assert.Throws<WireFormatException>(() => Read<WireShape>(bytes));
        Assert.Contains("is not known here", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ValueThatContainsItself_IsRefused()
    {
        var sample = new WireSample();
        sample.Inner = sample;
        Assert.Throws<NotSupportedException>(() => Write(sample));
    }

    [Fact]
    public void TypeThatCannotTravel_IsRefusedWithWhatToDo()
    {
        var failure = Assert.Throws<NotSupportedException>(() => CodecFactory.Check(typeof(List<Unmarked>)));
        Assert.Contains("[GenerateSerializer]", failure.Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => CodecFactory.Check(typeof(IInboxGrain)));
        Assert.Throws<NotSupportedException>(() => CodecFactory.Check(typeof(SameIds)));
    }

    [Fact]
    public void EveryGrainInterface_CanBeCalledFromAnotherSilo()
    {
        var interfaces = typeof(IInboxGrain).Assembly.GetTypes()
            .Where(type => type.IsInterface && type.IsAssignableTo(typeof(IGrainWithStringKey)))
            .ToArray();
        Assert.NotEmpty(interfaces);
        Assert.All(interfaces, RemoteMethod.Check);
    }

    private static byte[] Write<T>(T value)
    {
        var writer = new WireWriter();
        Fields.Write(writer, 0, value);
        return writer.Written.ToArray();
    }

    private static T Read<T>(byte[] bytes)
    {
        var reader = new WireReader();
        reader.Reset(bytes, 0, bytes.Length);
        T value = default!;
        while (reader.NextField())
        {
            if (reader.FieldId == 0)
            {
                value = Fields.Read<T>(reader);
            }
            else
            {
                reader.SkipField();
            }
        }

        return value;
    }

    private static TTo ReadAs<TFrom, TTo>(TFrom value) => Read<TTo>(Write(value));

    private static void TryRead(byte[] bytes)
    {
        try
        {
            Read<WireSample>(bytes);
        }
        catch (WireFormatException)
        {
            // The one thing that may happen.
        }
    }

    private static string Describe(WireSample sample) => JsonSerializer.Serialize(sample, AllNumbers);

    [GenerateSerializer]
    public sealed record Earlier([property: Id(0)] string? Name, [property: Id(9)] string? Last);

    [GenerateSerializer]
    public sealed record Later(
        [property: Id(0)] string? Name, [property: Id(1)] int Number, [property: Id(2)] int[]? Numbers,
        [property: Id(3)] WirePoint Point, [property: Id(9)] string? Last);

    public sealed record Unmarked(string Name);

    [GenerateSerializer]
    public sealed record SameIds([property: Id(0)] string First, [property: Id(0)] string Second);
}
