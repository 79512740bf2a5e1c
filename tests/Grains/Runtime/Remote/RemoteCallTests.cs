using System.Diagnostics;
using Tripline.Runtime;
using Tripline.Runtime.Remote;
using Tripline.Storage;

namespace Tripline.Tests.Grains.Runtime.Remote;

public sealed class RemoteCallTests : IAsyncLifetime
{
    private ClusterUnderTest _cluster = null!;

    public async ValueTask InitializeAsync() =>
        _cluster = await ClusterUnderTest.StartAsync(2, 8, (options, _) => options.AddGrain<FarGrain>());

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Call_FromEitherSilo_RunsOnTheOwnerOfThePartition()
    {
        Assert.Equal("silo1", await Within(Far(from: 0, on: 1).Where()));
        Assert.Equal("silo1", await Within(Far(from: 1, on: 1).Where()));
        Assert.Equal("silo0", await Within(Far(from: 1, on: 0).Where()));
        Assert.Equal("silo0", await Within(Far(from: 1, on: 1).CallThrough(_cluster.KeyOn(0))));
        Assert.Equal(3, await Within(Far(0, 1).Add(3)));
        Assert.Equal(7, await Within(Far(1, 1).Add(4)));
    }

    [Fact]
    public async Task Message_ThereAndBack_IsAsItWas()
    {
        var message = new FarMessage("täxt ✓", [1.5, double.NaN, -0.0], Guid.NewGuid());
        var echo = await Within(Far(0, 1).Echo(message));
        Assert.Equal(message.Text, echo!.Text);
        Assert.Equal(message.Numbers, echo.Numbers);
        Assert.Equal(message.Id, echo.Id);
        Assert.Null(await Within(Far(0, 1).Echo(null)));
        var large = new FarMessage(new string('x', 3_000_000), new double[1_000_000], null);
        Assert.Equal(large.Text, (await Within(Far(0, 1).Echo(large)))!.Text);
    }

    [Fact]
    public async Task Message_WithHalfASurrogate_IsRefusedBeforeItLeaves()
    {
        var failure = await Assert.ThrowsAsync<RemoteCallException>(
            () => Within(Far(0, 1).Echo(new FarMessage("\ud800", [], null))));
        Assert.False(failure.MayHaveRun);
        Assert.Equal("silo1", await Within(Far(0, 1).Where()));
    }

    [Fact]
    public async Task GrainsException_ArrivesAsItself()
    {
        var ours = await Assert.ThrowsAsync<FarFailureException>(() => Within(Far(0, 1).Fail("ours")));
        Assert.Equal("ours", ours.Message);
        Assert.Equal(7, ours.Number);
        Assert.Equal(DayOfWeek.Friday, ours.Day);
        Assert.Equal("w", ours.Word);
        Assert.Equal("because", Assert.IsType<IOException>(ours.InnerException).Message);
        Assert.Contains("FarGrain.Fail", ours.StackTrace, StringComparison.Ordinal);
        Assert.Equal("no", (await Assert.ThrowsAsync<InvalidOperationException>(
            () => Within(Far(0, 1).Fail("framework")))).Message);
        Assert.Equal("must be less (Parameter 'how')", (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => Within(Far(0, 1).Fail("argument")))).Message);
        var storage = await Assert.ThrowsAsync<InconsistentStateException>(() => Within(Far(0, 1).Fail("storage")));
        Assert.Equal("stale", storage.Message);
        Assert.Equal("2", storage.CurrentEtag);
        var unknown = await Assert.ThrowsAsync<RemoteGrainException>(() => Within(Far(0, 1).Fail("unknown")));
        Assert.EndsWith("UnknownHere: strange 1", unknown.Message, StringComparison.Ordinal);
        Assert.EndsWith("UnknownHere", unknown.OriginalType, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_PastItsDeadline_FailsSayingThatItMayHaveRun()
    {
        var failure = await Assert.ThrowsAsync<TimeoutException>(() => Within(Far(0, 1).WaitShortly("never")));
        Assert.Contains("00:00:01", failure.Message, StringComparison.Ordinal);
        _cluster.Probe.Open("never");
    }

    [Fact]
    public async Task CancelledCall_TellsTheGrain()
    {
        using var cancellation = new CancellationTokenSource();
        var call = Far(0, 1).WaitCancellably("never", cancellation.Token);
        await Until(() => _cluster.Probe.Count("waiting") == 1);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Within(call));
        Assert.Equal(1, _cluster.Probe.Count("cancelled"));
    }

    [Fact]
    public async Task OneWayCall_Runs()
    {
        await Within(Far(0, 1).Note("done"));
        await Until(() => _cluster.Probe.Count("done") == 1);
    }

    [Fact]
    public async Task RequestContext_GoesAlong()
    {
        RequestContext.Set("who", "me");
        RequestContext.Set("number", 42L);
        Assert.Equal("me", await Within(Far(0, 1).Context("who")));
        Assert.Equal("42", await Within(Far(0, 1).Context("number")));
        Assert.Null(await Within(Far(0, 1).Context("other")));
    }

    [Fact]
    public async Task Trace_GoesAlong_AndOnToFurtherCalls()
    {
        using var activity = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
        Assert.Equal(activity.TraceId.ToString(), await Within(Far(0, 1).Trace()));
        Assert.Equal(activity.TraceId.ToString(), await Within(Far(0, 1).TraceThrough(_cluster.KeyOn(0))));
    }

    [Fact]
    public async Task CallsOfOneCallerToOneGrain_RunInTheirOrder()
    {
        var grain = Far(0, 1);
        var key = _cluster.KeyOn(1);
        await Within(Task.WhenAll(Enumerable.Range(0, 2_000).Select(grain.Record)));
        Assert.Equal(Enumerable.Range(0, 2_000).Select(number => $"{key} {number}"), _cluster.Probe.Notes);
    }

    [Fact]
    public async Task PeerThatDiesWithCallsRunning_FailsThemSayingThatTheyMayHaveRun()
    {
        var call = Far(0, 1).Wait("never");
        await Until(() => _cluster.Probe.Count("waiting") == 1);
        await _cluster.Silos[1].Server.StopAsync(TestContext.Current.CancellationToken);
        var failure = await Assert.ThrowsAsync<RemoteCallException>(() => Within(call));
        Assert.True(failure.MayHaveRun);
        Assert.Contains("may or may not have run", failure.Message, StringComparison.Ordinal);
        _cluster.Probe.Open("never");
    }

    [Fact]
    public async Task CallThatFoundThePeerDead_FollowsThePartition()
    {
        var key = _cluster.KeyOn(1);
        await _cluster.Silos[1].Server.StopAsync(TestContext.Current.CancellationToken);
        var call = _cluster.Silos[0].Grains.GetGrain<IFarGrain>(key).Where();
        await Task.WhenAny(call, Task.Delay(300, TestContext.Current.CancellationToken));
        Assert.False(call.IsCompleted);
        _cluster.Give(_cluster.PartitionOf(key), _cluster.Silos[0]);
        Assert.Equal("silo0", await Within(call));
    }

    private static async Task<T> Within<T>(Task<T> task) => await task.WaitAsync(TimeSpan.FromSeconds(20));

    private static async Task Within(Task task) => await task.WaitAsync(TimeSpan.FromSeconds(20));

    private static async Task Until(Func<bool> condition)
    {
        for (var attempt = 0; !condition(); attempt++)
        {
            Assert.True(attempt < 2_000, "The condition did not hold in time.");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    private IFarGrain Far(int from, int on) => _cluster.Silos[from].Grains.GetGrain<IFarGrain>(_cluster.KeyOn(on));
}
