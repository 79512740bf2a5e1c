using System.Text;
using Tripline.Sources.Text;
using Tripline.Streams.Codec;
using Tripline.Streams.Kafka;

using Tripline.Streams.Log;

namespace Tripline.Tests.Unit.Streams.Kafka;

public sealed class RecordIntakeTests
{
    private const long Time = 1_700_000_000_123;

    [Theory]
    [InlineData("""{"symbol":"spy","price":1.5,"size":2,"time":"2023-11-14T22:13:20.123Z"}""")]
    [InlineData("""{"exchange":"x","symbol":"SPY","price":"1.5","qty":"2","ts":1700000000123,"trade_id":9,"side":"buy"}""")]
    [InlineData("""{"asset":"SPY","price":1.5,"timestamp":1700000000.123,"size":2}""")]
    [InlineData("""{"symbol":"SPY","price":1.5,"volume":2,"timestamp":1700000000123456}""")]
    [InlineData("""[{"symbol":"SPY","price":1.5,"volume":2,"timestamp":1700000000123456789,"extra":{"deep":[1,{}]}}]""")]
    public void Json_InAKnownForm_IsTheSameTick(string value) =>
        Assert.Equal(("SPY", 1.5, 2.0, Time), Assert.Single(Read(value).Ticks));

    [Fact]
    public void Json_FieldsNamedOtherwise_AreReadByThoseNamesOnly()
    {
        var names = new Dictionary<string, string>
        {
            ["Symbol"] = "ric", ["price"] = "last, px", ["size"] = "shares", ["time"] = "at",
        };
        Assert.Equal(
            [("SPY", 1.5, 2.0, Time), ("SPY", 2.5, 3.0, Time)],
            Read(
                $$"""
                [{"ric":"SPY","last":1.5,"shares":2,"at":{{Time}},"price":7},
                {"ric":"SPY","px":2.5,"shares":3,"at":{{Time}},"symbol":"MSFT"}]
                """,
                names).Ticks);
        Assert.Contains("symbol is required", Read("""{"symbol":"SPY","price":1}""", names).Fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"symbol":"SPY","price":"1E-8","time":"2023-11-14 22:13:20.123Z"}""", 1e-8)]
    [InlineData("""{"channel":"trade","data":[{"symbol":"SPY","price":0.30000000000000004,"ts":1700000000123}]}""", 0.3)]
    public void Json_InOtherForms_IsTaken(string value, double price) =>
        Assert.Equal(("SPY", price, 0.0, Time), Assert.Single(Read(value).Ticks));

    [Fact]
    public void Json_OneBadTickOfSeveral_IsLeftOutAlone()
    {
        var (ticks, fault) = Read($$"""[{"symbol":"SPY","price":1,"ts":{{Time}}},{"symbol":"SPY"},{"symbol":"SPY","price":2,"ts":{{Time}}}]""");
        Assert.Equal([1.0, 2.0], ticks.Select(tick => tick.Price));
        Assert.Equal("tick 1: price is required (1 of 3 ticks were left out)", fault);
    }

    [Theory]
    [InlineData(4_102_444_800_000, Time)]
    [InlineData(4_102_444_800_000, 4_102_444_800_000)]
    [InlineData(4_102_444_800_000, TickObjectReader.NoTime)]
    [InlineData(Time + 60_001, Time)]
    public void Json_TimeAheadOfItsRecord_IsRefused(long timeMs, long recordTimeMs)
    {
        foreach (var spaces in new[] { "", "  " })
        {
            var (ticks, fault) = Read($$"""{{spaces}}{"symbol":"SPY","price":1,"time":{{timeMs}}}""", recordTimeMs: recordTimeMs);
            Assert.Empty(ticks);
            Assert.Contains("Ticks:MaxAhead", fault, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Json_TimeWithinTheLimitAhead_IsTaken() => Assert.Single(
        Read($$"""{"symbol":"SPY","price":1,"time":{{Time + 60_000}}}""", recordTimeMs: Time).Ticks);

    [Fact]
    public void Json_NoTime_HasItsRecords() =>
        Assert.Equal(("SPY", 1.0, 0.0, Time), Assert.Single(Read("""{"symbol":"SPY","price":1}""", recordTimeMs: Time).Ticks));

    [Theory]
    [InlineData("colour=c", "Ticks:Fields:colour is no field of a tick")]
    [InlineData("price=size", "'size' stands for both price and size")]
    public void FieldMap_ThatMakesNoSense_IsRefused(string field, string reason)
    {
        var parts = field.Split('=');
        var refusal = Assert.Throws<ArgumentException>(() => new TickFieldMap([new(parts[0], parts[1])]));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_HasNoRoomLeft_TheRecordComesAgainWhole()
    {
        var run = new RecordRun(1, 1_000_000);
        var intake = new RecordIntake(0, 1, RecordLimits.Default);
        var value = Encoding.UTF8.GetBytes(
            $"[{string.Join(',', Enumerable.Repeat($$"""{"symbol":"SPY","price":1,"time":{{Time}}}""", 50_000))}]");
        var used = 0;
        var fitting = 0;
        while (intake.TryPut(value, fitting, TickObjectReader.NoTime, run, ref used, out var fault))
        {
            Assert.Null(fault);
            fitting++;
        }

        Assert.True(fitting > 0);
        Assert.Equal(fitting * 50_000, run.TickCount);
        Assert.Equal(fitting, run.Records.Length);
    }

    private static (List<(string Symbol, double Price, double Size, long TimeMs)> Ticks, string? Fault) Read(
        string value, IEnumerable<KeyValuePair<string, string>>? fields = null, long recordTimeMs = TickObjectReader.NoTime)
    {
        var run = new RecordRun(1, 1_000);
        var used = 0;
        var intake = new RecordIntake(0, 1, RecordLimits.Default with { Fields = new TickFieldMap(fields ?? []) });
        Assert.True(intake.TryPut(Encoding.UTF8.GetBytes(value), 7, recordTimeMs, run, ref used, out var fault));
        var ticks = new List<(string, double, double, long)>();
        foreach (var slot in run.Records)
        {
            Assert.Equal(7, slot.Offset);
            Assert.True(TickRecordReader.TryOpen(run.Buffer.AsSpan(slot.Start, slot.Length), out var record));
            while (record.TryRead(out var tick))
            {
                ticks.Add((Encoding.ASCII.GetString(tick.Symbol), tick.Price, tick.Size, tick.TimeMs));
            }
        }

        return (ticks, fault);
    }
}
