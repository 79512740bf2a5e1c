using Tripline.Tests.Api.Fakes;

namespace Tripline.Tests.Api;

public sealed class AlertListTests
{
    private const string Alerts = "/api/v1/alerts";

    [Fact]
    public async Task List_PageByPage_ShowsEachAlertOnceInOrder()
    {
        await using var api = await StartAsync(symbols: 130, alertsEach: 2);

        var seen = new List<string>();
        var path = $"{Alerts}?limit=7";
        while (path is not null)
        {
            var page = await api.GetAsync(path);
            Assert.Equal(200, page.Status);
            seen.AddRange(page.Body.GetProperty("items").EnumerateArray()
                .Select(alert => $"{alert.GetProperty("symbol").GetString()}/{alert.GetProperty("id").GetGuid()}"));
            path = page.Text("next") is { } next ? $"{Alerts}?limit=7&cursor={next}" : null;
        }

        Assert.Equal(260, seen.Count);
        Assert.Equal(seen.Order(StringComparer.Ordinal), seen);
        Assert.Equal(260, seen.Distinct().Count());
    }

    [Fact]
    public async Task List_OfOneSymbol_TakesItsCursor()
    {
        await using var api = await StartAsync(symbols: 3, alertsEach: 3);

        var first = await api.GetAsync($"{Alerts}?symbol=s001&limit=2");
        var second = await api.GetAsync($"{Alerts}?symbol=S001&limit=2&cursor={first.Text("next")}");

        Assert.Equal(2, first.Body.GetProperty("items").GetArrayLength());
        Assert.Equal(1, second.Body.GetProperty("items").GetArrayLength());
        Assert.Null(second.Text("next"));
    }

    [Fact]
    public async Task List_ByStatus_ShowsOnlyThose()
    {
        await using var api = await StartAsync(symbols: 2, alertsEach: 1);
        var all = await api.GetAsync(Alerts);
        var id = all.Body.GetProperty("items")[0].GetProperty("id").GetString();
        await api.SendAsync(HttpMethod.Post, $"{Alerts}/{id}/pause");

        var paused = await api.GetAsync($"{Alerts}?status=paused");

        Assert.Equal(1, paused.Body.GetProperty("items").GetArrayLength());
        Assert.Equal(id, paused.Body.GetProperty("items")[0].GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=x", "limit")]
    [InlineData("limit=1&limit=2", "limit")]
    [InlineData("status=deleted", "status")]
    [InlineData("symbol=a%25b", "symbol")]
    [InlineData("cursor=!!", "cursor")]
    [InlineData("cursor=AAAA", "cursor")]
    [InlineData("cursor=", "cursor")]
    [InlineData("page=1", "page")]
    public async Task List_BadQuery_NamesTheParameter(string query, string field)
    {
        await using var api = await ApiUnderTest.StartAsync();

        var answer = await api.GetAsync($"{Alerts}?{query}");

        Assert.Equal(400, answer.Status);
        Assert.Equal([field], answer.FaultyFields);
    }

    private static async Task<ApiUnderTest> StartAsync(int symbols, int alertsEach)
    {
        var api = await ApiUnderTest.StartAsync();
        var alerts = Enumerable.Range(0, symbols * alertsEach)
            .Select(at => $$"""{"symbol": "S{{at % symbols:000}}", "when": "price > {{at + 1}}"}""");
        var created = await api.PostAsync($"{Alerts}/bulk", $"[{string.Join(',', alerts)}]");
        Assert.Equal(symbols * alertsEach, created.Body.GetProperty("created").GetInt32());
        return api;
    }
}
