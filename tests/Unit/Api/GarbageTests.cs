using Tripline.Tests.Api.Fakes;
using Tripline.Tests.Integration.Api;

namespace Tripline.Tests.Api;

public sealed class GarbageTests
{
    [Fact]
    public async Task MadeUpRequests_ToEveryPath_NeverGiveAServerError()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var ids = new List<string>();
        for (var at = 0; at < 50; at++)
        {
            var alert = await api.PostAsync("/api/v1/alerts", """{"symbol": "AAPL", "when": "price > 1"}""");
            ids.Add(alert.Text("id")!);
        }

        api.Grains.Symbol("AAPL").Trade(168, 167);
        foreach (var request in new GarbageBodies(seed: 42, ids).Take(4_000))
        {
            using var message = request.ToMessage(api.Address);
            using var response = await api.Client.SendAsync(message, TestContext.Current.CancellationToken);
            Assert.True((int)response.StatusCode < 500, $"{(int)response.StatusCode} for {request}");
        }

        Assert.Equal(201, (await api.PostAsync("/api/v1/alerts", """{"symbol": "A", "when": "price > 1"}""")).Status);
    }
}
