using System.Globalization;
using System.Net;
using System.Text;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.EndToEnd;

/// <summary>A data folder that has no room left, on a small file system of its own.</summary>
public sealed class FullDiskTests
{
    private const int TicksPerPost = 500;
    private const long DiskBytes = 512L << 20;

    [Fact]
    public async Task Silo_DiskFull_RefusesThenGoesOnAndHasLostNothingAcknowledged()
    {
        using var disk = SmallDisk.TryMount(DiskBytes);
        Assert.SkipWhen(disk is null, "Needs root and the right to mount a tmpfs.");
        await using var silo = await SiloProcess.StartAsync(
            Path.Combine(disk.Path, "data"), "--Source", "none", SiloOptionNames.CheckpointInterval, "00:00:00.2");

        var next = 0;
        next = await PostAsync(silo, next, HttpStatusCode.Accepted);
        disk.Fill();
        await Eventually.BecomesTrueAsync("ticks are refused", TimeSpan.FromSeconds(60), async () =>
        {
            var status = await PostOnceAsync(silo, next);
            next += status == HttpStatusCode.Accepted ? TicksPerPost : 0;
            Assert.True(status is HttpStatusCode.Accepted or HttpStatusCode.ServiceUnavailable, $"{status}");
            return status == HttpStatusCode.ServiceUnavailable;
        });
        await WaitForReadyAsync(silo, HttpStatusCode.ServiceUnavailable);

        disk.Empty();
        await WaitForReadyAsync(silo, HttpStatusCode.OK);
        // What was refused is sent again under its old numbers; a part of it may be in the log already.
        next = await PostAsync(silo, next, HttpStatusCode.Accepted);
        next = await PostAsync(silo, next, HttpStatusCode.Accepted);
        await AssertVolumeAsync(silo, next);

        await silo.KillAsync();
        await using var again = await SiloProcess.StartAsync(Path.Combine(disk.Path, "data"), "--Source", "none");
        await AssertVolumeAsync(again, next);
    }

    private static async Task<int> PostAsync(SiloProcess silo, int first, HttpStatusCode expected)
    {
        Assert.Equal(expected, await PostOnceAsync(silo, first));
        return first + TicksPerPost;
    }

    private static async Task<HttpStatusCode> PostOnceAsync(SiloProcess silo, int first)
    {
        var lines = new StringBuilder();
        for (var i = first; i < first + TicksPerPost; i++)
        {
            lines.AppendLine(CultureInfo.InvariantCulture,
                $$"""{"symbol":"AAPL","price":{{100 + (i % 10)}},"size":1,"time":1760000040000,"source":"t","sequence":{{i}}}""");
        }

        var (status, _) = await silo.Api.PostLinesAsync(lines.ToString());
        return status;
    }

    private static Task WaitForReadyAsync(SiloProcess silo, HttpStatusCode expected) => Eventually.BecomesTrueAsync(
        $"/ready answers {expected}",
        TimeSpan.FromSeconds(60),
        async () =>
        {
            using var answer = await silo.Http.GetAsync("/ready");
            return answer.StatusCode == expected;
        },
        () => silo.Output);

    // Every tick has size 1, so the day's volume counts them.
    private static Task AssertVolumeAsync(SiloProcess silo, int expected) => Eventually.BecomesTrueAsync(
        $"the day's volume is {expected}",
        TimeSpan.FromSeconds(30),
        async () => (await silo.Api.GetAsync("/api/v1/quotes/AAPL"))
            .GetProperty("dayVolume").GetDouble() == expected,
        () => silo.Output);
}
