using System.IO.Compression;
using Microsoft.Extensions.DependencyInjection;
using Tripline.Sources;
using Tripline.Tests.Api.Fakes;

namespace Tripline.Tests.Api;

public sealed class TicksApiTests
{
    private const string Ticks = "/api/v1/ticks";
    private const string Ndjson = "application/x-ndjson";

    [Fact]
    public async Task Post_OneObject_StoresIt()
    {
        await using var api = await ApiUnderTest.StartAsync();

        var answer = await api.PostAsync(Ticks, """
            {"symbol": "aapl", "price": 168.25, "size": 100, "time": "2013-10-07T13:30:00.123Z",
             "source": "feed-1", "sequence": 7}
            """);

        Assert.Equal(202, answer.Status);
        Assert.Equal(1, answer.Body.GetProperty("accepted").GetInt32());
        Assert.Equal([new Tick("AAPL", 168.25, 100, 1_381_152_600_123, "feed-1", 7)], api.Sink.Ticks);
    }

    [Fact]
    public async Task Post_ArrayWithFaults_StoresTheOthers()
    {
        await using var api = await ApiUnderTest.StartAsync();

        var answer = await api.PostAsync(Ticks, """
            [{"symbol": "A", "price": 1, "time": 5}, {"symbol": "A", "price": -1}, 7, {"symbol": "B", "price": 2.5, "time": 6}]
            """);

        Assert.Equal(202, answer.Status);
        Assert.Equal([new Tick("A", 1, 0, 5_000), new Tick("B", 2.5, 0, 6_000)], api.Sink.Ticks);
        var rejected = answer.Body.GetProperty("rejected").EnumerateArray().ToList();
        Assert.Equal([1, 2], rejected.Select(item => item.GetProperty("index").GetInt32()));
        Assert.Equal(["price", null], rejected.Select(item => item.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task Post_Lines_RejectsAMalformedOneAlone()
    {
        await using var api = await ApiUnderTest.StartAsync();

        var answer = await api.PostAsync(
            Ticks,
            "{\"symbol\":\"A\",\"price\":1,\"time\":5}\r\n{\"symbol\":\n\n{\"symbol\":\"B\",\"price\":2,\"time\":6} {}\n"
                + "{\"symbol\":\"C\",\"price\":3,\"time\":7}",
            Ndjson);

        Assert.Equal(202, answer.Status);
        Assert.Equal(["A", "C"], api.Sink.Ticks.Select(tick => tick.Symbol));
        Assert.Equal(
            [1, 3], answer.Body.GetProperty("rejected").EnumerateArray().Select(item => item.GetProperty("index").GetInt32()));
    }

    [Fact]
    public async Task Post_NoTime_TakesNow()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var before = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

        await api.PostAsync(Ticks, """{"symbol": "A", "price": 1}""");

        Assert.InRange(api.Sink.Ticks[0].TimeMs, before, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
    }

    [Theory]
    [InlineData("""{"price": 1}""", "symbol")]
    [InlineData("""{"symbol": null, "price": 1}""", "symbol")]
    [InlineData("""{"symbol": "", "price": 1}""", "symbol")]
    [InlineData("""{"symbol": "a%b", "price": 1}""", "symbol")]
    [InlineData("""{"symbol": "\ud800", "price": 1}""", "symbol")]
    [InlineData("""{"symbol": "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456", "price": 1}""", "symbol")]
    [InlineData("""{"symbol": "A"}""", "price")]
    [InlineData("""{"symbol": "A", "price": 0}""", "price")]
    [InlineData("""{"symbol": "A", "price": -0.0}""", "price")]
    [InlineData("""{"symbol": "A", "price": null}""", "price")]
    [InlineData("""{"symbol": "A", "price": 1e999}""", "price")]
    [InlineData("""{"symbol": "A", "price": 1e-999}""", "price")]
    [InlineData("""{"symbol": "A", "price": 1, "price": 2}""", "price")]
    [InlineData("""{"symbol": "A", "price": 1, "size": -1}""", "size")]
    [InlineData("""{"symbol": "A", "price": 1, "size": {"a": [1]}}""", "size")]
    [InlineData("""{"symbol": "A", "price": 1, "time": "yesterday"}""", "time")]
    [InlineData("""{"symbol": "A", "price": 1, "time": -1}""", "time")]
    [InlineData("""{"symbol": "A", "price": 1, "time": 4102444800000}""", "time")]
    [InlineData("""{"symbol": "A", "price": 1, "time": "1969-12-31T23:59:59Z"}""", "time")]
    [InlineData("""{"symbol": "A", "price": 1, "source": "a b", "sequence": 1}""", "source")]
    [InlineData("""{"symbol": "A", "price": 1, "source": "a", "session": "1"}""", "sequence")]
    [InlineData("""{"symbol": "A", "price": 1, "source": "a", "id": 1.5}""", "id")]
    [InlineData("""{"symbol": "A", "price": 1, "source": "a", "id": ""}""", "id")]
    [InlineData("""{"symbol": "A", "price": 1, "sequence": 1}""", "source")]
    [InlineData("""{"symbol": "A", "price": 1, "source": "a", "sequence": 1.5}""", "sequence")]
    [InlineData("""{"symbol": "A", "price": 1, "source": "a", "sequence": -1}""", "sequence")]
    [InlineData("5", null)]
    public async Task Post_OneFaultyTick_NamesTheFieldAndStoresNothing(string body, string? field)
    {
        await using var api = await ApiUnderTest.StartAsync();

        foreach (var (text, mediaType) in new[] { (body, "application/json"), ($"[{body}]", "application/json"), (body, Ndjson) })
        {
            var answer = await api.PostAsync(Ticks, text, mediaType);
            Assert.Equal(400, answer.Status);
            Assert.Equal([field], answer.FaultyFields);
        }

        Assert.Empty(api.Sink.Ticks);
    }

    [Theory]
    [InlineData("""{"symbol":"SPY","price":"168.25","timestamp":1764201600123,"side":"buy","conditions":[0,12]}""")]
    [InlineData("""{"asset":"spy","price":168.25,"ts":1764201600.123,"venue":"X"}""")]
    [InlineData("""{"symbol":"SPY","price":1.6825E2,"time":"2025-11-27 00:00:00.123Z"}""")]
    [InlineData("""{"channel":"trade","type":"update","data":[{"symbol":"SPY","side":"sell","price":168.25,"timestamp":"2025-11-27T00:00:00.123456Z"}]}""")]
    [InlineData("""{"stream":"spy@trade","data":{"symbol":"SPY","price":"168.25","time":1764201600123}}""")]
    [InlineData("""{"channel":"market_trades","events":[{"type":"update","trades":[{"symbol":"SPY","price":"168.25","time":1764201600123456789}]}]}""")]
    public async Task Post_OtherProducersForms_AreReadAsOverKafka(string body)
    {
        await using var api = await ApiUnderTest.StartAsync();
        Assert.Equal(202, (await api.PostAsync(Ticks, body)).Status);
        Assert.Equal(202, (await api.PostAsync(Ticks, body, Ndjson)).Status);
        Assert.Equal(Enumerable.Repeat(new Tick("SPY", 168.25, 0, 1_764_201_600_123), 2), api.Sink.Ticks);
    }

    [Theory]
    [InlineData("0.30000000000000004", 0.3)]
    [InlineData("1.2345678901234550", 1.23456789012346)]
    [InlineData("1.2345678901234450", 1.23456789012344)]
    [InlineData("1.23456789012344500000001", 1.23456789012345)]
    [InlineData("999999999999999.5", 1e15)]
    [InlineData("\"1E-8\"", 1e-8)]
    public async Task Post_PriceOfMoreDigits_IsRoundedHalfToEven(string price, double expected)
    {
        await using var api = await ApiUnderTest.StartAsync();
        Assert.Equal(202, (await api.PostAsync(Ticks, $$"""{"symbol":"A","price":{{price}}}""")).Status);
        Assert.Equal(expected, api.Sink.Ticks[0].Price);
    }

    [Fact]
    public async Task Post_NegativePrice_IsTakenWhereTheMarketSaysSo()
    {
        var markets = new MarketRules([new("energy", new MarketOptions { Symbols = "CL*, NG", Prices = "any" })]);
        await using var api = await ApiUnderTest.StartAsync(services => services.AddSingleton(markets));
        Assert.Equal(202, (await api.PostAsync(Ticks, """{"price":-37.63,"symbol":"clk0"}""")).Status);
        Assert.Equal(202, (await api.PostAsync(Ticks, """{"symbol":"NG","price":0}""")).Status);
        Assert.Equal([-37.63, 0], api.Sink.Ticks.Select(tick => tick.Price));
        var refused = await api.PostAsync(Ticks, """{"symbol":"NGX","price":-1}""");
        Assert.Equal(400, refused.Status);
        Assert.Contains("Prices=any", refused.Body.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_SourceOfTheRequest_CountsForTicksThatNameNone()
    {
        await using var api = await ApiUnderTest.StartAsync();
        await api.PostAsync(Ticks + "?source=binance", """
            [{"symbol":"A","price":1,"sequence":5},{"symbol":"A","price":1,"sequence":6,"source":"own"},{"symbol":"A","price":1}]
            """);
        Assert.Equal(["binance", "own", null], api.Sink.Ticks.Select(tick => tick.Source));
        Assert.Equal(400, (await api.PostAsync(Ticks + "?source=a%20b", """{"symbol":"A","price":1}""")).Status);
    }

    [Fact]
    public async Task Post_Compressed_IsReadWithinTheLimit()
    {
        await using var api = await ApiUnderTest.StartAsync(("MaxBulkBytes", "2000"));
        Assert.Equal(202, await CompressedAsync(api, """{"symbol":"A","price":1}"""));
        Assert.Equal(413, await CompressedAsync(api, new string(' ', 100_000) + """{"symbol":"A","price":1}"""));
        Assert.Single(api.Sink.Ticks);
    }

    private static async Task<int> CompressedAsync(ApiUnderTest api, string text)
    {
        using var bytes = new MemoryStream();
        await using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text));
        }

        using var content = new ByteArrayContent(bytes.ToArray());
        content.Headers.ContentType = new("application/json");
        content.Headers.ContentEncoding.Add("gzip");
        using var answer = await api.Client.PostAsync(Ticks, content);
        return (int)answer.StatusCode;
    }

    [Fact]
    public async Task Post_MalformedArray_StoresNothing()
    {
        await using var api = await ApiUnderTest.StartAsync();

        var answer = await api.PostAsync(Ticks, """[{"symbol": "A", "price": 1}, {"symbol": ]""");

        Assert.Equal(400, answer.Status);
        Assert.Equal("malformed-json", answer.ProblemName);
        Assert.Empty(api.Sink.Ticks);
    }

    [Fact]
    public async Task Post_LogRefuses_Answers503AndThenTakesThemAgain()
    {
        await using var api = await ApiUnderTest.StartAsync();
        api.Sink.Fails = new IOException("No space left on device.");

        var refused = await api.PostAsync(Ticks, """{"symbol": "A", "price": 1}""");
        api.Sink.Fails = null;
        var taken = await api.PostAsync(Ticks, """{"symbol": "A", "price": 1}""");

        Assert.Equal(503, refused.Status);
        Assert.Equal("1", refused.RetryAfter);
        Assert.Contains("No space", refused.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(202, taken.Status);
        Assert.Single(api.Sink.Ticks);
    }

    [Fact]
    public async Task Post_OverALimit_Answers413AndStoresNothing()
    {
        await using var api = await ApiUnderTest.StartAsync(("MaxTicksPerRequest", "2"), ("MaxBulkBytes", "2000"));
        const string Tick = """{"symbol":"A","price":1}""";

        var tooMany = await api.PostAsync(Ticks, $"[{Tick},{Tick},{Tick}]");
        var tooManyLines = await api.PostAsync(Ticks, $"{Tick}\n{Tick}\n{Tick}", Ndjson);
        var tooLarge = await api.PostAsync(Ticks, new string(' ', 2_001) + Tick);

        Assert.Equal([413, 413, 413], [tooMany.Status, tooManyLines.Status, tooLarge.Status]);
        Assert.Contains("2 ticks", tooMany.Text("detail"), StringComparison.Ordinal);
        Assert.Contains("2000 bytes", tooLarge.Text("detail"), StringComparison.Ordinal);
        Assert.Empty(api.Sink.Ticks);
    }

    [Fact]
    public async Task Post_NothingAtAll_StoresNothing()
    {
        await using var api = await ApiUnderTest.StartAsync();

        Assert.Equal(202, (await api.PostAsync(Ticks, "[]")).Status);
        Assert.Equal(202, (await api.PostAsync(Ticks, "\n \n", Ndjson)).Status);
        Assert.Equal(400, (await api.PostAsync(Ticks, " ")).Status);
        Assert.Equal(415, (await api.PostAsync(Ticks, "{}", "text/csv")).Status);
    }
}
