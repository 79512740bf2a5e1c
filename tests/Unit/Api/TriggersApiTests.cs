using Tripline.Tests.Api.Fakes;

namespace Tripline.Tests.Api;

public sealed class TriggersApiTests
{
    private const string Triggers = "/api/v1/triggers";

    private static readonly Guid AlertId = Guid.Parse("019a2b3c-4d5e-7f60-8192-a3b4c5d6e7f8");

    [Fact]
    public async Task List_ShowsEveryField()
    {
        await using var api = await ApiUnderTest.StartAsync();
        api.History.Triggers.Add(Row(1));

        var item = (await api.GetAsync(Triggers)).Body.GetProperty("items")[0];

        Assert.Equal(
            """{"number":1,"id":"019a2b3c4d5e7f608192a3b4c5d6e7f8-70002","""
                + "\"alertId\":\"019a2b3c-4d5e-7f60-8192-a3b4c5d6e7f8\",\"name\":null,\"symbol\":\"AAPL\","
                + "\"when\":\"price crosses 168\",\"price\":168.25,\"time\":\"2013-10-07T13:30:00.123Z\","
                + "\"partition\":3,\"position\":\"7:2\",\"severity\":\"warning\",\"message\":null}",
            item.GetRawText());
    }

    [Fact]
    public async Task List_PageByPage_GivesEachNumberOnce()
    {
        await using var api = await ApiUnderTest.StartAsync();
        api.History.Triggers.AddRange(Enumerable.Range(1, 5).Select(number => Row(number)));

        var first = await api.GetAsync($"{Triggers}?limit=2");
        var last = await api.GetAsync($"{Triggers}?limit=3&after={first.Body.GetProperty("next").GetInt64()}");

        Assert.Equal([1, 2], Numbers(first));
        Assert.Equal([3, 4, 5], Numbers(last));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, last.Body.GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task List_ByAlertAndSymbol_ShowsOnlyThose()
    {
        await using var api = await ApiUnderTest.StartAsync();
        api.History.Triggers.AddRange([Row(1), Row(2) with { Symbol = "MSFT" }, Row(3) with { AlertId = Guid.NewGuid() }]);

        Assert.Equal([1, 3], Numbers(await api.GetAsync($"{Triggers}?symbol=aapl")));
        Assert.Equal([1, 2], Numbers(await api.GetAsync($"{Triggers}?alertId={AlertId}")));
        Assert.Equal([1], Numbers(await api.GetAsync($"{Triggers}?alertId={AlertId:N}&symbol=AAPL")));
    }

    [Theory]
    [InlineData("after=-1", "after")]
    [InlineData("after=99999999999999999999", "after")]
    [InlineData("alertId=5", "alertId")]
    [InlineData("limit=1.5", "limit")]
    public async Task List_BadQuery_NamesTheParameter(string query, string field)
    {
        await using var api = await ApiUnderTest.StartAsync();

        var answer = await api.GetAsync($"{Triggers}?{query}");

        Assert.Equal(400, answer.Status);
        Assert.Equal([field], answer.FaultyFields);
    }

    private static IEnumerable<long> Numbers(Answer answer) =>
        answer.Body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("number").GetInt64());

    private static Trigger Row(long number) => new(
        number, AlertId, "local", "AAPL", 3, (7L << 16) | 2, number, 1_381_152_600_123, 168.25, null,
        "price crosses 168", AlertSeverity.Warning, null);
}
