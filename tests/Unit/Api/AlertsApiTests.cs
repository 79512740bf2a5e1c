using System.Text.Json;
using Tripline.Tests.Api.Fakes;

namespace Tripline.Tests.Api;

public sealed class AlertsApiTests(ApiUnderTest api) : IClassFixture<ApiUnderTest>
{
    private const string Alerts = "/api/v1/alerts";

    [Fact]
    public async Task Create_AllFields_AnswersTheAlert()
    {
        var answer = await api.PostAsync(Alerts, """
            {"symbol": "aapl", "when": "price > 168.25", "frequency": "once", "cooldown": "5m", "rearm": 0.10,
             "expiresAt": "2026-01-31T17:00:00+01:00", "name": "n", "severity": "critical", "message": "{symbol} {{x}}"}
            """);

        Assert.Equal(201, answer.Status);
        Assert.Equal($"{Alerts}/{answer.Text("id")}", answer.Location);
        Assert.Equal("\"1\"", answer.ETag);
        Assert.Equal(
            ["id", "symbol", "when", "frequency", "cooldown", "rearm", "expiresAt", "name", "severity", "message",
                "status", "triggerCount", "suppressedCount", "lastTriggeredAt", "createdAt", "version"],
            answer.Body.EnumerateObject().Select(property => property.Name));
        Assert.Equal("AAPL", answer.Text("symbol"));
        Assert.Equal("once", answer.Text("frequency"));
        Assert.Equal("5m", answer.Text("cooldown"));
        Assert.Equal("0.1", answer.Body.GetProperty("rearm").GetRawText());
        Assert.Equal("2026-01-31T16:00:00.000Z", answer.Text("expiresAt"));
        Assert.Equal("critical", answer.Text("severity"));
        Assert.Equal("armed", answer.Text("status"));
        Assert.Equal(JsonValueKind.Null, answer.Body.GetProperty("lastTriggeredAt").ValueKind);
    }

    [Fact]
    public async Task Create_OnlyRequiredFields_FillsInDefaults()
    {
        var answer = await api.PostAsync(Alerts, """{"symbol": "AAPL", "when": "price > 1", "name": null}""");

        Assert.Equal(201, answer.Status);
        Assert.Equal("everyTime", answer.Text("frequency"));
        Assert.Null(answer.Text("cooldown"));
        Assert.Equal(0m, answer.Body.GetProperty("rearm").GetDecimal());
        Assert.Equal("info", answer.Text("severity"));
    }

    [Theory]
    [InlineData("""{"when": "price > 1"}""", "symbol")]
    [InlineData("""{"symbol": "AAPL"}""", "when")]
    [InlineData("""{"symbol": "A%B", "when": "price > 1"}""", "symbol")]
    [InlineData("""{"symbol": "#A", "when": "price > 1"}""", "symbol")]
    [InlineData("""{"symbol": "\ud800", "when": "price > 1"}""", "symbol")]
    [InlineData("""{"symbol": "A", "when": "volume > 1"}""", "when")]
    [InlineData("""{"symbol": "A", "when": 5}""", "when")]
    [InlineData("""{"symbol": "A", "when": "price > 1", "frequency": "twice"}""", "frequency")]
    [InlineData("""{"symbol": "A", "when": "price > 1", "frequency": 1}""", "frequency")]
    [InlineData("""{"symbol": "A", "when": "price > 1", "cooldown": "5 m"}""", "cooldown")]
    [InlineData("""{"symbol": "A", "when": "price > 1", "cooldown": "-5m"}""", "cooldown")]
    [InlineData("""{"symbol": "A", "when": "price > 1", "cooldown": "999999999d"}""", "cooldown")]
    [InlineData("""{"symbol": "A", "when": "price > 1.234567890123456"}""", "when")]
    [InlineData("""{"symbol": "A", "when": "price enters 3..2"}""", "when")]
    [InlineData("""{"symbol": "A", "when": "price > 1", "rearm": 1}""", "rearm")]
    [InlineData("""{"symbol": "A", "when": "price > 1", "rearm": 0.0000000000000001}""", "rearm")]
    [InlineData("""{"symbol": "A", "when": "price enters 1..2", "rearm": 1}""", "rearm")]
    [InlineData("""{"symbol": "A", "when": "price > 1", "rearm": -1}""", "rearm")]
    [InlineData("""{"symbol": "A", "when": "price > 1", "rearm": 1.2345678901234567}""", "rearm")]
    [InlineData("""{"symbol": "A", "when": "price > 1", "rearm": 1e400}""", "rearm")]
    [InlineData("""{"symbol": "A", "when": "price > 1", "rearm": "x"}""", "rearm")]
    [InlineData("""{"symbol": "A", "when": "price > 1", "rearm": []}""", "rearm")]
    [InlineData("""{"symbol": "A", "when": "price > 1", "expiresAt": "tomorrow"}""", "expiresAt")]
    [InlineData("""{"symbol": "A", "when": "price > 1", "expiresAt": 5}""", "expiresAt")]
    [InlineData("""{"symbol": "A", "when": "price > 1", "name": "a\u0000"}""", "name")]
    [InlineData("""{"symbol": "A", "when": "price > 1", "severity": "bad"}""", "severity")]
    [InlineData("""{"symbol": "A", "when": "price > 1", "message": "{who}"}""", "message")]
    [InlineData("""{"symbol": "A", "when": "price > 1", "message": "{"}""", "message")]
    [InlineData("""{"symbol": "A", "when": "price > 1", "message": "a } b"}""", "message")]
    [InlineData("""{"symbol": "A", "when": "price > 1", "colour": 1}""", "colour")]
    [InlineData("""{"symbol": "A", "when": "price > 1", "when": "price > 2"}""", "when")]
    [InlineData("[]", null)]
    [InlineData("5", null)]
    [InlineData("null", null)]
    public async Task Create_OneFaultyField_NamesIt(string body, string? field)
    {
        var answer = await api.PostAsync(Alerts, body);

        Assert.Equal(400, answer.Status);
        Assert.Equal("application/problem+json", answer.MediaType);
        Assert.Equal("invalid-fields", answer.ProblemName);
        Assert.Equal([field], answer.FaultyFields);
    }

    [Fact]
    public async Task Create_SeveralFaultyFields_NamesEach()
    {
        var answer = await api.PostAsync(Alerts, """{"symbol": "?", "when": "x", "rearm": true, "more": 1}""");

        Assert.Equal(["more", "symbol", "rearm", "when"], answer.FaultyFields);
    }

    [Fact]
    public async Task Create_BadCondition_GivesColumnAndExpected()
    {
        var answer = await api.PostAsync(Alerts, """{"symbol": "A", "when": "x"}""");

        var error = answer.Body.GetProperty("errors")[0];
        Assert.Equal(1, error.GetProperty("column").GetInt32());
        Assert.Equal("'price'", error.GetProperty("expected")[0].GetString());
    }

    [Theory]
    [InlineData("{", 400, "malformed-json")]
    [InlineData("", 400, "malformed-json")]
    [InlineData("{} {}", 400, "malformed-json")]
    [InlineData("\u0000\u0001", 400, "malformed-json")]
    public async Task Create_NoJson_NamesThePlace(string body, int status, string problem)
    {
        var answer = await api.PostAsync(Alerts, body);

        Assert.Equal(status, answer.Status);
        Assert.Equal(problem, answer.ProblemName);
        Assert.StartsWith("Line 1, byte ", answer.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_BodyTooLarge_NamesTheLimit()
    {
        var answer = await api.PostAsync(Alerts, $$"""{"symbol": "{{new string('A', 70_000)}}"}""");

        Assert.Equal(413, answer.Status);
        Assert.Contains("65536", answer.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_OtherMediaType_Answers415()
    {
        var answer = await api.PostAsync(Alerts, "{}", "text/plain");

        Assert.Equal(415, answer.Status);
        Assert.Equal("unsupported-media-type", answer.ProblemName);
    }

    [Fact]
    public async Task Get_UnknownOrNoId_Answers404()
    {
        Assert.Equal(404, (await api.GetAsync($"{Alerts}/{Guid.NewGuid()}")).Status);
        Assert.Equal(404, (await api.GetAsync($"{Alerts}/x%2Fy")).Status);
    }

    [Fact]
    public async Task Put_StaleVersion_Answers412AndChangesNothing()
    {
        var path = await CreateAsync("PUT1");
        var changed = await PutAsync(path, "price > 2", "\"1\"");
        var stale = await PutAsync(path, "price > 3", "\"1\"");

        Assert.Equal(200, changed.Status);
        Assert.Equal("\"2\"", changed.ETag);
        Assert.Equal(412, stale.Status);
        Assert.Equal("\"2\"", stale.ETag);
        Assert.Equal("price > 2", (await api.GetAsync(path)).Text("when"));
        Assert.Equal(200, (await PutAsync(path, "price > 4", "*")).Status);
        Assert.Equal(200, (await PutAsync(path, "price > 5", "\"1\", \"3\"")).Status);
        Assert.Equal(412, (await PutAsync(path, "price > 6", "W/\"4\"")).Status);
        Assert.Equal(412, (await PutAsync(path, "price > 6", "\"abc\"")).Status);
        Assert.Equal(400, (await PutAsync(path, "price > 6", "4")).Status);
    }

    [Fact]
    public async Task Put_OtherSymbol_IsRefused()
    {
        var path = await CreateAsync("PUT2");
        var answer = await api.SendAsync(HttpMethod.Put, path, """{"symbol": "OTHER", "when": "price > 1"}""");

        Assert.Equal(400, answer.Status);
        Assert.Equal(["symbol"], answer.FaultyFields);
    }

    [Fact]
    public async Task Delete_Twice_Answers204Then404()
    {
        var path = await CreateAsync("DEL1");

        Assert.Equal(412, (await api.SendAsync(HttpMethod.Delete, path, ifMatch: "\"9\"")).Status);
        Assert.Equal(204, (await api.SendAsync(HttpMethod.Delete, path)).Status);
        Assert.Equal(404, (await api.SendAsync(HttpMethod.Delete, path)).Status);
        Assert.Equal(404, (await api.GetAsync(path)).Status);
    }

    [Fact]
    public async Task PauseAndResume_ChangeTheStatus()
    {
        var path = await CreateAsync("PAU1");

        Assert.Equal("paused", (await api.SendAsync(HttpMethod.Post, $"{path}/pause")).Text("status"));
        Assert.Equal("armed", (await api.SendAsync(HttpMethod.Post, $"{path}/resume")).Text("status"));
    }

    [Fact]
    public async Task Bulk_SomeFaulty_CreatesTheOthersInOrder()
    {
        var answer = await api.PostAsync($"{Alerts}/bulk", """
            [{"symbol": "B0", "when": "price > 1"}, {"symbol": "B1"}, 7, {"symbol": "B3", "when": "price > 1"}]
            """);

        Assert.Equal(200, answer.Status);
        Assert.Equal(2, answer.Body.GetProperty("created").GetInt32());
        Assert.Equal(2, answer.Body.GetProperty("failed").GetInt32());
        var items = answer.Body.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([0, 1, 2, 3], items.Select(item => item.GetProperty("index").GetInt32()));
        Assert.Equal("B0", items[0].GetProperty("alert").GetProperty("symbol").GetString());
        Assert.Equal("when", items[1].GetProperty("problem").GetProperty("errors")[0].GetProperty("field").GetString());
        Assert.Equal(JsonValueKind.Null, items[2].GetProperty("alert").ValueKind);
        Assert.Equal("B3", items[3].GetProperty("alert").GetProperty("symbol").GetString());
    }

    private async Task<string> CreateAsync(string symbol) =>
        (await api.PostAsync(Alerts, $$"""{"symbol": "{{symbol}}", "when": "price > 1"}""")).Location!;

    private Task<Answer> PutAsync(string path, string when, string ifMatch) =>
        api.SendAsync(HttpMethod.Put, path, $$"""{"when": "{{when}}"}""", ifMatch: ifMatch);
}
