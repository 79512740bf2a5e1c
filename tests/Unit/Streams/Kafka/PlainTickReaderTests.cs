using System.Text;
using System.Text.Json;
using Tripline.Sources;
using Tripline.Sources.Text;
using Tripline.Streams.Kafka.Json;

namespace Tripline.Tests.Unit.Streams.Kafka;

public sealed class PlainTickReaderTests
{
    private const long RecordTime = 1_600_000_000_000;

    [Theory]
    [InlineData("""{"symbol":"SPY","price":168.25,"size":100,"time":1700000000123}""")]
    [InlineData("""{"symbol": "BRK.B", "price": 0.5, "size": 0, "time": 1700000000123}""")]
    [InlineData("""{ "asset" : "BTC-USD" , "price" : 37000 , "timestamp" : 1700000000.123}""")]
    [InlineData("""{"exchange":"x","symbol":"SPY","price":1.5,"qty":2,"ts":1700000000123456,"trade_id":9,"side":"buy"}""")]
    [InlineData("""{"symbol":"SPY","price":1,"time":"2023-11-14T22:13:20.123Z"}""")]
    [InlineData("""{"symbol":"SPY","price":1}""")]
    public void PlainValue_IsRead(string value) => Assert.NotNull(Plain(value));

    [Theory]
    [InlineData("""{"symbol":"SPY","price":1,"symbol":"SPY"}""")]
    [InlineData("""{"symbol":"SPY","price":01}""")]
    [InlineData("""{"symbol":"SPY","price":1.}""")]
    [InlineData("""{"symbol":"SPY","price":.5}""")]
    [InlineData("""{"symbol":"SPY","price":-1}""")]
    [InlineData("""{"symbol":"SPY","price":1e2}""")]
    [InlineData("""{"symbol":"SPY","price":0}""")]
    [InlineData("""{"symbol":"spy","price":1}""")]
    [InlineData("""{"symbol":"S\u0050Y","price":1}""")]
    [InlineData("""{"symbol":"SPY","price":"1"}""")]
    [InlineData("""{"symbol":"SPY","price":1,"note":"é"}""")]
    [InlineData("""{"symbol":"SPY","price":1,"note":null}""")]
    [InlineData("""{"symbol":"SPY","price":1,"deep":{}}""")]
    [InlineData("""{"symbol":"SPY","price":1,"source":"x","sequence":1}""")]
    [InlineData("""{"symbol":"SPY","price":1,}""")]
    [InlineData("""{"symbol":"SPY","price":1}}""")]
    [InlineData("""{"symbol":"SPY","price":1}  """)]
    [InlineData("""{"symbol":"SPY","price":1""")]
    [InlineData("""{"symbol":"SPY"}""")]
    [InlineData("""[{"symbol":"SPY","price":1}]""")]
    [InlineData("{}")]
    [InlineData("{")]
    public void AnythingElse_IsLeftToTheReaderOfAllJson(string value) => Assert.Null(Plain(value));

    [Fact]
    public void AnyText_WhatItReads_TheReaderOfAllJsonReadsTheSame()
    {
        var random = new Random(3);
        var read = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var value = Text(random);
            if (Plain(value) is { } plain)
            {
                Assert.Equal(Full(value), plain);
                read++;
            }
        }

        Assert.True(read > 2_000);
    }

    private static string Text(Random random)
    {
        string[] names = ["symbol", "asset", "price", "size", "qty", "time", "ts", "other"];
        string[] values =
        [
            "\"SPY\"", "\"A.B\"", "\"\"", "1", "0", "0.1", "1.50", "007", "1.", "100.25", "1700000000123", "1700000000.5", "null",
            "99999999999999999999", "123456789012345", "0.000001",
        ];
        var fields = Enumerable.Range(0, random.Next(4)).Select(_ => $"\"{Any(names)}\":{Any(values)}");
        var price = $"\"price\":{Any(values)}";
        var text = "{" + string.Join(',', fields.Prepend(price).Prepend("\"symbol\":\"SPY\"")) + "}";
        if (random.Next(4) == 0)
        {
            var at = random.Next(text.Length);
            text = random.Next(2) == 0 ? text.Remove(at, 1) : text.Insert(at, Any([" ", "\"", ",", "0", ".", "}", "\t"]));
        }

        return text;

        string Any(string[] of) => of[random.Next(of.Length)];
    }

    private static (string Symbol, double Price, double Size, long TimeMs)? Plain(string value)
    {
        var tick = default(RawTick);
        return new PlainTickReader(new TickFieldMap([])).TryRead(Encoding.UTF8.GetBytes(value), RecordTime, ref tick)
            ? Values(tick)
            : null;
    }

    private static (string Symbol, double Price, double Size, long TimeMs) Full(string value)
    {
        var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(value));
        Assert.True(json.Read());
        var tick = default(RawTick);
        Assert.Null(new TickObjectReader(TickFieldMap.Default, MarketRules.None).Read(ref json, RecordTime, default, ref tick).Reason);
        Assert.False(json.Read());
        return Values(tick);
    }

    private static (string Symbol, double Price, double Size, long TimeMs) Values(in RawTick tick) =>
        (Encoding.ASCII.GetString(tick.Symbol), tick.Price, tick.Size, tick.TimeMs);
}
