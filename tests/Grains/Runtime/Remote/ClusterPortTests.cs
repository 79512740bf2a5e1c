using System.Net;
using System.Net.Http.Headers;
using Tripline.Runtime;
using Tripline.Runtime.Placement;
using Tripline.Runtime.Remote;

namespace Tripline.Tests.Grains.Runtime.Remote;

public sealed class ClusterPortTests
{
    [Fact]
    public async Task SiloWithAnotherKey_IsRefused_AndTheRefusalIsLogged()
    {
        await using var cluster = await StartAsync((options, silo) => options.Key += silo);
        var call = cluster.Silos[0].Grains.GetGrain<IFarGrain>(cluster.KeyOn(1)).WaitShortly("never");
        await Assert.ThrowsAsync<PartitionUnavailableException>(() => call.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Contains(cluster.Silos[1].Log.Lines, line => line.Contains("cluster's key", StringComparison.Ordinal));
        Assert.Contains(cluster.Silos[0].Log.Lines, line => line.Contains("401", StringComparison.Ordinal));
        Assert.Empty(cluster.Probe.Notes);
    }

    [Theory]
    [InlineData("calls", null, "1-1", HttpStatusCode.Unauthorized)]
    [InlineData("calls", "Tripline wrong", "1-1", HttpStatusCode.Unauthorized)]
    [InlineData("calls", "Tripline " + ClusterUnderTest.Key, "2-9", HttpStatusCode.UpgradeRequired)]
    [InlineData("calls", "Tripline " + ClusterUnderTest.Key, "x", HttpStatusCode.UpgradeRequired)]
    [InlineData("calls", "Tripline " + ClusterUnderTest.Key, "1-9", HttpStatusCode.OK)]
    [InlineData("calls", "Tripline " + ClusterUnderTest.Key, "0-1", HttpStatusCode.OK)]
    [InlineData("other", "Tripline " + ClusterUnderTest.Key, "1-1", HttpStatusCode.NotFound)]
    public async Task Port_AnswersStreamsOfSilosWithTheKeyOnly(
        string stream, string? authorization, string versions, HttpStatusCode expected)
    {
        await using var cluster = await StartAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"http://{cluster.Silos[0].Address.Authority}/cluster/streams/{stream}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (authorization is not null)
        {
            request.Headers.Authorization = AuthenticationHeaderValue.Parse(authorization);
        }

        request.Headers.Add("tripline-protocol", versions);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        Assert.Equal(expected, response.StatusCode);
        if (expected == HttpStatusCode.OK)
        {
            Assert.Equal(["1"], response.Headers.GetValues("tripline-protocol"));
        }
    }

    [Fact]
    public async Task GarbageOnAStream_EndsIt_AndTheSiloGoesOn()
    {
        await using var cluster = await StartAsync();
        var stream = await cluster.Silos[0].Streams.OpenAsync(cluster.Silos[1].Address, "calls", Cancellation);
        var ended = stream.RunAsync<string>(_ => ValueTask.CompletedTask);
        Assert.True(stream.TrySend(42L));
        await ended.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
        Assert.True(stream.Ended.IsCancellationRequested);
        Assert.Equal("silo1", await cluster.Silos[0].Grains.GetGrain<IFarGrain>(cluster.KeyOn(1)).Where());
        Assert.Contains(cluster.Silos[1].Log.Lines, line => line.Contains("no call", StringComparison.Ordinal));
    }

    [Fact]
    public async Task GrainTypeThatTheOtherSiloDoesNotKnow_IsAClearError()
    {
        await using var cluster = await ClusterUnderTest.StartAsync(
            2, 8, (options, silo) => _ = silo == 0 ? options.AddGrain<FarGrain>() : options);
        var failure = await Assert.ThrowsAsync<RemoteCallException>(
            () => cluster.Silos[0].Grains.GetGrain<IFarGrain>(cluster.KeyOn(1)).Where());
        Assert.False(failure.MayHaveRun);
        Assert.Contains("there is no grain type 'far' here", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GrainsReferenceAsAnArgument_IsRefusedAtTheStart()
    {
        var failure = await Assert.ThrowsAsync<NotSupportedException>(
            () => ClusterUnderTest.StartAsync(1, 1, (options, _) => options.AddGrain<ReferenceGrain>()));
        Assert.Contains("pass its key", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StreamOfMessages_GoesBothWays_AndBothSidesSeeItsEnd()
    {
        await using var cluster = await StartAsync();
        var serverEnded = new TaskCompletionSource();
        cluster.Silos[1].Streams.Accept("echo", async stream =>
        {
            try
            {
                await stream.RunAsync<FarMessage>(message =>
                {
                    stream.TrySend(message with { Text = message.Text + "!" });
                    return ValueTask.CompletedTask;
                });
            }
            finally
            {
                serverEnded.SetResult();
            }
        });
        var stream = await cluster.Silos[0].Streams.OpenAsync(cluster.Silos[1].Address, "echo", Cancellation);
        var answered = new TaskCompletionSource<string>();
        var run = stream.RunAsync<FarMessage>(message =>
        {
            answered.SetResult(message.Text);
            return ValueTask.CompletedTask;
        });
        Assert.True(stream.TrySend(new FarMessage("hello", [], null)));
        Assert.Equal("hello!", await answered.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancellation));
        stream.End();
        await run.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
        await serverEnded.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Task<ClusterUnderTest> StartAsync(Action<ClusterOptions, int>? configure = null) =>
        ClusterUnderTest.StartAsync(2, 8, (options, _) => options.AddGrain<FarGrain>(), configure);

    public interface IReferenceGrain : IGrainWithStringKey
    {
        Task Take(IFarGrain other);
    }

    public sealed class ReferenceGrain : Grain, IReferenceGrain
    {
        public Task Take(IFarGrain other) => Task.CompletedTask;
    }
}
