using System.Text.Json;
using Orleans.Storage;
using Tripline.Tests.Api.Fakes;

namespace Tripline.Tests.Api;

public sealed class ServiceApiTests
{
    [Fact]
    public async Task Silo_ShowsPartitionsAndGrains()
    {
        await using var api = await ApiUnderTest.StartAsync();

        var silo = (await api.GetAsync("/api/v1/silo")).Body;

        Assert.Matches(@"^\d+\.\d+\.\d+", silo.GetProperty("version").GetString());
        Assert.True(silo.GetProperty("uptimeSeconds").GetDouble() >= 0);
        Assert.Equal(20, silo.GetProperty("partitions")[0].GetProperty("lag").GetInt64());
        Assert.Equal("symbol", silo.GetProperty("grains")[0].GetProperty("type").GetString());
    }

    [Fact]
    public async Task Silos_OfOne_AreThatSiloWithAllItsPartitions()
    {
        await using var api = await ApiUnderTest.StartAsync();

        var silos = (await api.GetAsync("/api/v1/silos")).Body;

        var only = Assert.Single(silos.GetProperty("items").EnumerateArray());
        Assert.True(only.GetProperty("isSelf").GetBoolean());
        Assert.Equal(0, only.GetProperty("state").GetProperty("partitions")[0].GetProperty("number").GetInt32());
        Assert.Equal(1, silos.GetProperty("partitionCount").GetInt32());
        Assert.Equal(0, silos.GetProperty("unowned").GetArrayLength());
    }

    [Fact]
    public async Task Grains_OfASiloThatIsNot_AreNotFound()
    {
        await using var api = await ApiUnderTest.StartAsync();

        var all = await api.GetAsync("/api/v1/silo/grains");
        var own = await api.GetAsync("/api/v1/silo/grains?silo=local");
        var none = await api.GetAsync("/api/v1/silo/grains?silo=elsewhere");

        Assert.Equal("local", all.Body.GetProperty("items")[0].GetProperty("silo").GetString());
        Assert.Equal(200, own.Status);
        Assert.Equal(404, none.Status);
    }

    [Fact]
    public async Task Answers_StandAsTheyAreAndSayTheirType()
    {
        await using var api = await ApiUnderTest.StartAsync();

        using var answer = await api.Client.GetAsync("/api/v1/silo/grains/symbol/state?key=it's <b> é");
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Contains("'it's <b> é'", text, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/api/v1")]
    public async Task Ready_WithAnObstacle_Answers503WithTheReason(string root)
    {
        await using var api = await ApiUnderTest.StartAsync();

        Assert.Equal(200, (await api.GetAsync($"{root}/health")).Status);
        Assert.Equal(200, (await api.GetAsync($"{root}/ready")).Status);

        api.Monitor.Obstacles.Add("The disk is full.");
        var ready = await api.GetAsync($"{root}/ready");

        Assert.Equal(503, ready.Status);
        Assert.Equal("The disk is full.", ready.Text("detail"));
        Assert.Equal("1", ready.RetryAfter);
        Assert.Equal(200, (await api.GetAsync($"{root}/health")).Status);
    }

    [Theory]
    [InlineData("GET", "/nothing", 404)]
    [InlineData("GET", "/api/v1/nothing", 404)]
    [InlineData("GET", "/api/v2/alerts", 404)]
    [InlineData("DELETE", "/api/v1/ticks", 405)]
    [InlineData("POST", "/api/v1/silo", 405)]
    [InlineData("POST", "/api/v1/alerts/019a2b3c-4d5e-7f60-8192-a3b4c5d6e7f8", 405)]
    public async Task UnknownPathOrMethod_IsAProblem(string method, string path, int status)
    {
        await using var api = await ApiUnderTest.StartAsync();

        var answer = await api.SendAsync(new HttpMethod(method), path);

        Assert.Equal(status, answer.Status);
        Assert.Equal("application/problem+json", answer.MediaType);
        Assert.Equal(path, answer.Text("instance"));
        Assert.Equal(0, answer.Body.GetProperty("errors").GetArrayLength());
    }

    public static TheoryData<string, int, string> Failures() => new()
    {
        { nameof(RuleLimitException), 409, "limit-reached" },
        { nameof(InconsistentStateException), 409, "conflict" },
        { nameof(IOException), 503, "storage-unavailable" },
        { nameof(TimeoutException), 504, "timeout" },
        { nameof(InvalidOperationException), 500, "internal-error" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task FailureOfAGrain_IsTheFittingProblem(string exception, int status, string problem)
    {
        await using var api = await ApiUnderTest.StartAsync();
        api.Grains.CreateFails = exception switch
        {
            nameof(RuleLimitException) => new RuleLimitException("You have 10 alerts, the most that a user may have."),
            nameof(InconsistentStateException) => new InconsistentStateException(),
            nameof(IOException) => new IOException("No space left on device."),
            nameof(TimeoutException) => new TimeoutException("Create on alert/X did not answer within 30 s."),
            _ => new InvalidOperationException("secret"),
        };

        var one = await api.PostAsync("/api/v1/alerts", """{"symbol": "A", "when": "price > 1"}""");
        var many = await api.PostAsync("/api/v1/alerts/bulk", """[{"symbol": "A", "when": "price > 1"}]""");

        Assert.Equal(status, one.Status);
        Assert.Equal(problem, one.ProblemName);
        Assert.DoesNotContain("secret", one.Body.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(200, many.Status);
        Assert.Equal(
            status, many.Body.GetProperty("items")[0].GetProperty("problem").GetProperty("status").GetInt32());
    }

    [Theory]
    [InlineData("https://evil.example", 403)]
    [InlineData("null", 403)]
    [InlineData("https://desk.example", 200)]
    public async Task ForeignOrigin_IsRefusedUnlessAllowed(string origin, int status)
    {
        await using var api = await ApiUnderTest.StartAsync(("AllowedOrigins:0", "https://desk.example"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/symbols");
        request.Headers.TryAddWithoutValidation("Origin", origin);

        using var response = await api.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task OwnOrigin_IsTaken()
    {
        await using var api = await ApiUnderTest.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/symbols");
        request.Headers.TryAddWithoutValidation("Origin", api.Address.GetLeftPart(UriPartial.Authority));

        using var response = await api.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task Documentation_DescribesEveryPath()
    {
        await using var api = await ApiUnderTest.StartAsync();

        var document = (await api.GetAsync("/openapi/v1.json")).Body;
        var page = await api.Client.GetStringAsync(
            new Uri("/docs/index.html", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Contains("swagger-ui", page, StringComparison.Ordinal);
        var paths = document.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        foreach (var path in new[] { "alerts", "alerts/bulk", "alerts/{id}", "alerts/{id}/pause", "alerts/{id}/resume",
            "triggers", "ticks", "symbols", "quotes/{symbol}", "trades/{symbol}", "candles/{symbol}", "market-summary",
            "silo", "health", "ready" })
        {
            Assert.Contains($"/api/v1/{path}", paths);
        }

        Assert.All(
            document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()),
            operation =>
            {
                Assert.False(string.IsNullOrEmpty(operation.Value.GetProperty("summary").GetString()));
                Assert.False(string.IsNullOrEmpty(operation.Value.GetProperty("operationId").GetString()));
            });
        var created = document.GetProperty("paths").GetProperty("/api/v1/alerts").GetProperty("post").GetProperty("responses");
        Assert.Equal(
            ["ETag", "Location"], created.GetProperty("201").GetProperty("headers").EnumerateObject().Select(header => header.Name).Order());
        Assert.True(created.GetProperty("503").GetProperty("headers").TryGetProperty("Retry-After", out _));
        var alert = document.GetProperty("components").GetProperty("schemas").GetProperty("Alert");
        Assert.Equal(16, alert.GetProperty("required").GetArrayLength());
        var properties = alert.GetProperty("properties");
        Assert.Equal("string", properties.GetProperty("createdAt").GetProperty("type").GetString());
        Assert.Equal(JsonValueKind.Array, properties.GetProperty("expiresAt").GetProperty("type").ValueKind);
        Assert.Equal(JsonValueKind.Array, properties.GetProperty("cooldown").GetProperty("type").ValueKind);
    }
}
