using System.Net;
using System.Text.Json.Nodes;
using Tripline.Tests.Integration.Storage.Postgres;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.Silo;

/// <summary>Two silos, each with a tick log of its own, on one database.</summary>
public sealed class SecondSiloTests(SharedPostgres postgres)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task SecondSilo_TakesOver_FirstSaysSoEndsItsPartitionsAndIsNotReady()
    {
        var database = await (await postgres.ServerAsync()).CreateDatabaseAsync();
        using var one = new TempFolder();
        using var other = new TempFolder();
        await using var first = await StartAsync(one, database);
        await using var second = await StartAsync(other, database);

        await Eventually.BecomesTrueAsync(
            "the first silo is not ready", Bound, async () => !await IsReadyAsync(first), () => first.Output);
        await Eventually.BecomesTrueAsync(
            "its partitions have ended",
            Bound,
            async () => (await first.Api.GetSiloAsync()).GetProperty("partitions").GetArrayLength() == 0,
            () => first.Output);

        Assert.Contains("has taken the partition", first.Output, StringComparison.Ordinal);
        var (status, body) = await first.Api.PostLinesAsync("""{"symbol":"SPY","price":2}""");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("Another silo has taken", body, StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => first.Api.CreateAlertAsync(Alert()));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        await second.Api.CreateAlertAsync(Alert());
        Assert.True(await IsReadyAsync(second));
    }

    [Fact]
    public async Task SecondSilo_DatabaseHoldsAnotherLogsState_IsRefusedAndTheFirstGoesOn()
    {
        var database = await (await postgres.ServerAsync()).CreateDatabaseAsync();
        using var one = new TempFolder();
        using var other = new TempFolder();
        await using var first = await StartAsync(one, database, SiloOptionNames.CheckpointInterval, "00:00:00.1");
        var (accepted, answer) = await first.Api.PostLinesAsync("""{"symbol":"SPY","price":2}""");
        Assert.True(accepted is HttpStatusCode.Accepted, answer);
        await Eventually.BecomesTrueAsync(
            "a checkpoint is written",
            Bound,
            async () => (await first.Api.GetSiloAsync()).GetProperty("partitions").EnumerateArray()
                .Any(partition => partition.GetProperty("checkpoint").ToString() is { Length: > 0 } offset && offset != "0"),
            () => first.Output);

        await using var second = SiloProcess.Launch(
            other.Path, "--Source", "none", SiloOptionNames.Database, database);

        Assert.Equal(1, await second.WaitForExitAsync());
        Assert.Contains("belongs to another silo's log", second.Output, StringComparison.Ordinal);
        await first.Api.CreateAlertAsync(Alert());
        Assert.True(await IsReadyAsync(first));
    }

    [Fact]
    public async Task SecondSilo_AnotherNumberOfPartitions_IsRefused()
    {
        var database = await (await postgres.ServerAsync()).CreateDatabaseAsync();
        using var one = new TempFolder();
        using var other = new TempFolder();
        await using var first = await StartAsync(one, database, SiloOptionNames.Partitions, "3");
        await using var second = SiloProcess.Launch(
            other.Path, "--Source", "none", SiloOptionNames.Database, database, SiloOptionNames.Partitions, "5");

        Assert.Equal(1, await second.WaitForExitAsync());
        Assert.Contains("3 partitions, this one has 5", second.Output, StringComparison.Ordinal);
    }

    private static Task<SiloProcess> StartAsync(TempFolder data, string database, params string[] options) =>
        SiloProcess.StartAsync(data.Path, ["--Source", "none", SiloOptionNames.Database, database, .. options]);

    private static JsonObject Alert() => new() { ["symbol"] = "SPY", ["when"] = "price > 1" };

    private static async Task<bool> IsReadyAsync(SiloProcess silo)
    {
        using var answer = await silo.Http.GetAsync("/ready");
        return answer.IsSuccessStatusCode;
    }
}
