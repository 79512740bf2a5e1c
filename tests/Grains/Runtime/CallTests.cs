using Tripline.Runtime;

namespace Tripline.Tests.Grains.Runtime;

public sealed class CallTests
{
    public interface ICallGrain : IGrainWithStringKey
    {
        Task<int> Throw(bool before);

        ValueTask ThrowValue();

        Task<int> Count();

        [ResponseTimeout("00:00:02")]
        Task WaitShort(string gate);

        Task Wait(string gate);

        Task Block(string gate);

        Task<bool> WaitFor(CancellationToken cancellationToken);

        Task<string?> Context(int depth);

        [OneWay]
        Task Forget(string gate);

        Task<int> Depth(int depth);
    }

    private static readonly Action<Tripline.Runtime.Hosting.RuntimeOptions> Grains = options => options.AddGrain<CallGrain>();

    [Fact]
    public async Task Exception_OfACall_ReachesTheCallerAndLeavesTheGrainUsable()
    {
        await using var silo = new TestSilo(Grains);
        var grain = silo.Factory.GetGrain<ICallGrain>("g");
        foreach (var before in new[] { true, false })
        {
            var failure = await Assert.ThrowsAsync<FormatException>(() => grain.Throw(before));
            Assert.Contains("Throw", failure.StackTrace, StringComparison.Ordinal);
        }

        await Assert.ThrowsAsync<FormatException>(async () => await grain.ThrowValue());
        Assert.Equal(1, await grain.Count());
    }

    [Fact]
    public async Task Call_PastItsTimeout_FailsNamingGrainMethodAndPlace()
    {
        await using var silo = new TestSilo(Grains);
        var grain = silo.Factory.GetGrain<ICallGrain>("g");
        var running = grain.Wait("gate");
        var waiting = grain.WaitShort("gate");
        await silo.Until(() => silo.Host.ListActivations() is [{ QueueLength: 1, RunningCalls: 1 }]);
        silo.Time.Advance(TimeSpan.FromSeconds(2.5));
        var shortFailure = await Assert.ThrowsAsync<TimeoutException>(() => waiting);
        Assert.Equal(
            "ICallGrain.WaitShort on call/g did not answer within 00:00:02; it was still waiting for its turn.",
            shortFailure.Message);
        Assert.False(running.IsCompleted);
        silo.Time.Advance(TimeSpan.FromSeconds(28));
        var failure = await Assert.ThrowsAsync<TimeoutException>(() => running);
        Assert.Equal(
            "ICallGrain.Wait on call/g did not answer within 00:00:30; it had begun and may still be running.",
            failure.Message);
        silo.Probe.Open("gate");
        Assert.Equal(1, await grain.Count());
        Assert.Equal(["wait gate"], silo.Probe.Notes);
    }

    [Fact]
    public async Task Call_BehindOneThatKeepsItsThread_StillTimesOut()
    {
        await using var silo = new TestSilo(Grains);
        var grain = silo.Factory.GetGrain<ICallGrain>("g");
        var blocked = grain.Block("gate");
        await silo.Until(() => silo.Probe.Count("block") == 1);
        var waiting = grain.Count();
        silo.Time.Advance(TimeSpan.FromSeconds(31));
        await Assert.ThrowsAsync<TimeoutException>(() => waiting);
        await Assert.ThrowsAsync<TimeoutException>(() => blocked);
        silo.Probe.Open("gate");
        Assert.Equal(1, await grain.Count());
    }

    [Fact]
    public async Task Token_CancelledWhileTheCallRuns_ReachesTheGrain()
    {
        await using var silo = new TestSilo(Grains);
        using var cancellation = new CancellationTokenSource();
        var call = silo.Factory.GetGrain<ICallGrain>("g").WaitFor(cancellation.Token);
        await silo.Until(() => silo.Probe.Count("wait for token") == 1);
        await cancellation.CancelAsync();
        Assert.True(await call);
    }

    [Fact]
    public async Task Token_CancelledBeforeTheTurn_CancelsTheCall()
    {
        await using var silo = new TestSilo(Grains);
        var grain = silo.Factory.GetGrain<ICallGrain>("g");
        using var cancellation = new CancellationTokenSource();
        var running = grain.Wait("gate");
        var waiting = grain.WaitFor(cancellation.Token);
        await silo.Until(() => silo.Host.ListActivations() is [{ QueueLength: 1, RunningCalls: 1 }]);
        await cancellation.CancelAsync();
        silo.Time.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        silo.Probe.Open("gate");
        await running;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => grain.WaitFor(cancellation.Token));
        Assert.Equal(["wait gate"], silo.Probe.Notes);
    }

    [Fact]
    public async Task RequestContext_OfACaller_FlowsDownButNotBack()
    {
        await using var silo = new TestSilo(Grains);
        RequestContext.Set("trace", "t1");
        Assert.Equal("t1", await silo.Factory.GetGrain<ICallGrain>("g").Context(3));
        Assert.Equal("t1", RequestContext.Get("trace"));
        Assert.Null(RequestContext.Get("left behind"));
        Assert.True(RequestContext.Remove("trace"));
        Assert.Null(await silo.Factory.GetGrain<ICallGrain>("g").Context(3));
    }

    [Fact]
    public async Task OneWay_ReturnsBeforeTheGrainIsDone()
    {
        await using var silo = new TestSilo(Grains);
        await silo.Factory.GetGrain<ICallGrain>("g").Forget("gate");
        silo.Probe.Open("gate");
        await silo.Until(() => silo.Probe.Count("forgot gate") == 1);
    }

    [Fact]
    public async Task CallChain_OfManyGrains_DoesNotOverflowTheStack()
    {
        await using var silo = new TestSilo(Grains);
        Assert.Equal(20_000, await silo.Factory.GetGrain<ICallGrain>("20000").Depth(20_000));
    }

    [Fact]
    public async Task Reference_WithoutClassOrKey_IsRefused()
    {
        await using var silo = new TestSilo(options => options.AddGrain<TurnTests.CounterGrain>());
        var failure = Assert.Throws<ArgumentException>(() => silo.Factory.GetGrain<ICallGrain>("g"));
        Assert.Contains(nameof(ICallGrain), failure.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => silo.Factory.GetGrain<TurnTests.ICounterGrain>(""));
    }

    public sealed class CallGrain(Probe probe) : Grain, ICallGrain
    {
        private int _count;

        public Task<int> Throw(bool before) => before ? throw new FormatException("at once") : ThrowLater();

        public ValueTask ThrowValue() => throw new FormatException("value");

        public Task<int> Count() => Task.FromResult(++_count);

        public Task WaitShort(string gate) => Wait(gate);

        public Task Wait(string gate)
        {
            probe.Note($"wait {gate}");
            return probe.Gate(gate);
        }

        public Task Block(string gate)
        {
            probe.Note("block");
            // A grain must not do this; the test is that its callers do not hang with it.
            probe.Gate(gate).Wait();
            return Task.CompletedTask;
        }

        public async Task<bool> WaitFor(CancellationToken cancellationToken)
        {
            probe.Note("wait for token");
            var cancelled = new TaskCompletionSource();
            await using var registration = cancellationToken.Register(cancelled.SetResult);
            await cancelled.Task;
            return cancellationToken.IsCancellationRequested;
        }

        public async Task<string?> Context(int depth)
        {
            var value = (string?)RequestContext.Get("trace");
            RequestContext.Set("left behind", depth);
            await Task.Yield();
            return depth == 0
                ? value
                : await GrainFactory.GetGrain<ICallGrain>($"{this.GetPrimaryKeyString()}+").Context(depth - 1);
        }

        public async Task Forget(string gate)
        {
            await probe.Gate(gate);
            probe.Note($"forgot {gate}");
            throw new FormatException("Nobody sees this.");
        }

        // Half of the links pass the next grain's task on, half await it.
        public Task<int> Depth(int depth) =>
            depth == 0 ? Task.FromResult(0) : depth % 2 == 0 ? AwaitNext(depth - 1) : PassNext(depth - 1);

        private Task<int> PassNext(int depth) =>
            GrainFactory.GetGrain<ICallGrain>($"{depth}").Depth(depth).ContinueWith(
                task => task.Result + 1, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);

        private async Task<int> AwaitNext(int depth) =>
            await GrainFactory.GetGrain<ICallGrain>($"{depth}").Depth(depth) + 1;

        private static async Task<int> ThrowLater()
        {
            await Task.Yield();
            throw new FormatException("later");
        }
    }
}
