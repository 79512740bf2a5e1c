using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tripline.Streams.Log;
using Tripline.Tests.Api.Fakes;
using Tripline.Tests.Unit.Streams;

namespace Tripline.Tests.Api;

public sealed class PreviewApiTests : IDisposable
{
    private const string Preview = "/api/v1/alerts/preview";
    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Preview_TicksInTheLog_FiresWhereTheRuleWouldHave()
    {
        await using var log = _folder.Open(partitions: 2);
        await AppendAsync(log, 100, 102, 100, 102, 100);
        await using var api = await StartAsync(log);

        var body = (await api.PostAsync(Preview, Rule("price crosses above 101"))).Body;

        Assert.Equal(2, body.GetProperty("triggerCount").GetInt64());
        Assert.Equal(5, body.GetProperty("tickCount").GetInt64());
        Assert.True(body.GetProperty("isComplete").GetBoolean());
        Assert.Equal([102d, 102d], Prices(body));
        Assert.Equal("2013-10-07T13:30:01.000Z", body.GetProperty("triggers")[0].GetProperty("time").GetString());
    }

    [Fact]
    public async Task Preview_Cooldown_CountsWhatItSuppresses()
    {
        await using var log = _folder.Open(partitions: 2);
        await AppendAsync(log, 100, 102, 100, 102, 100);
        await using var api = await StartAsync(log);

        var body = (await api.PostAsync(Preview, Rule("price crosses 101", """, "cooldown":"1h" """))).Body;

        Assert.Equal(1, body.GetProperty("triggerCount").GetInt64());
        Assert.Equal(3, body.GetProperty("suppressedCount").GetInt64());
    }

    [Fact]
    public async Task Preview_TicksThatTheirSourceSentTwice_CountOnce()
    {
        await using var log = _folder.Open(partitions: 2);
        await AppendAsync(log, 100, 102, 100);
        await AppendAsync(log, 100, 102, 100);
        await using var api = await StartAsync(log);

        Assert.Equal(3, (await api.PostAsync(Preview, Rule("price > 1"))).Body.GetProperty("tickCount").GetInt64());
    }

    [Fact]
    public async Task Preview_MoreTriggersThanAreShown_ShowsTheNewest()
    {
        await using var log = _folder.Open(partitions: 2);
        await AppendAsync(log, 100, 102, 100, 103, 100, 104);
        await using var api = await StartAsync(log, ("Preview:MaxTriggers", "2"));

        var body = (await api.PostAsync(Preview, Rule("price crosses above 101"))).Body;

        Assert.Equal(3, body.GetProperty("triggerCount").GetInt64());
        Assert.Equal([103d, 104d], Prices(body));
    }

    [Fact]
    public async Task Preview_SymbolWithoutTicks_FiresNever()
    {
        await using var log = _folder.Open(partitions: 2);
        await using var api = await StartAsync(log);

        var body = (await api.PostAsync(Preview, Rule("price > 1"))).Body;

        Assert.Equal(0, body.GetProperty("tickCount").GetInt64());
        Assert.Equal(JsonValueKind.Null, body.GetProperty("from").ValueKind);
    }

    [Fact]
    public async Task Preview_BadRule_NamesTheFieldsAsCreatingDoes()
    {
        await using var log = _folder.Open(partitions: 2);
        await using var api = await StartAsync(log);

        var answer = await api.PostAsync(Preview, """{"symbol":"SPY","when":"price >> 1","cooldown":"soon"}""");

        Assert.Equal(400, answer.Status);
        Assert.Equal(["cooldown", "when"], answer.FaultyFields.Order());
    }

    private static Task<ApiUnderTest> StartAsync(ITickLog log, params (string Key, string Value)[] settings) =>
        ApiUnderTest.StartAsync(services => services.AddSingleton(log), settings);

    private static string Rule(string when, string more = "") => $$"""{"symbol":"SPY","when":"{{when}}"{{more}}}""";

    private static IEnumerable<double> Prices(JsonElement body) =>
        body.GetProperty("triggers").EnumerateArray().Select(trigger => trigger.GetProperty("price").GetDouble());

    private static async Task AppendAsync(ITickLog log, params double[] prices)
    {
        var start = DateTimeOffset.Parse("2013-10-07T13:30:00Z", null).ToUnixTimeMilliseconds();
        var ticks = prices.Select((price, at) => new Tick("SPY", price, 1, start + (at * 1_000), "file", at + 1)).ToArray();
        await LogFolder.Appender(log).AppendAsync(ticks, 2, CancellationToken.None);
    }
}
