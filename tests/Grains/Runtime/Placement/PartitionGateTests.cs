using Microsoft.Extensions.DependencyInjection;
using Tripline.Runtime;
using Tripline.Runtime.Placement;

namespace Tripline.Tests.Grains.Runtime.Placement;

public sealed class PartitionGateTests : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private readonly TestSilo _silo;

    public PartitionGateTests() => _silo = new TestSilo(
        options =>
        {
            options.AddGrain<MovedGrain>();
            options.TransitionTimeout = TimeSpan.FromSeconds(20);
        },
        services => services
            .AddSingleton<PartitionGate>()
            .AddSingleton<IPartitionDirectory, FixedDirectory>());

    public interface IMovedGrain : IGrainWithStringKey
    {
        Task<int> Call();

        Task<int> CallOther(string key);

        Task<int> WaitAndCallOther(string gate, string key);

        Task Wait(string gate);

        Task<int> CallCancellable(CancellationToken cancellationToken);
    }

    private PartitionGate Gate => field ??= Service<PartitionGate>();

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    [Fact]
    public async Task CallFromOutside_WhilePartitionFolds_WaitsUntilItServes()
    {
        var call = Grain("abc").Call();
        Gate.SetTaken(3);
        _silo.Time.Advance(Step * 20);
        Assert.False(call.IsCompleted);
        Gate.SetServing(3);
        Assert.Equal(1, await Within(call));
        Assert.Equal(PartitionPhase.Serving, Gate.PhaseOf(3));
    }

    [Fact]
    public async Task CallWithinATurn_WhilePartitionFolds_Passes()
    {
        Gate.SetTaken(1);
        Gate.SetServing(1);
        Gate.SetTaken(3);
        Assert.Equal(1, await Within(Grain("a").CallOther("abc")));
    }

    [Fact]
    public async Task LocalFactory_WhilePartitionIsAbsent_Calls()
    {
        Assert.Equal(1, await Within(_silo.Host.LocalGrainFactory.GetGrain<IMovedGrain>("abc").Call()));
    }

    [Fact]
    public async Task Call_ToAPartitionThatNobodyServes_FailsSayingWhichAndThatItHasNotRun()
    {
        var call = Grain("abc").Call();
        await _silo.Until(() => call.IsCompleted, Step);
        var failure = await Assert.ThrowsAsync<PartitionUnavailableException>(() => call);
        Assert.Equal(3, failure.Partition);
        Assert.Contains("Partition 3, where moved/abc lives", failure.Message, StringComparison.Ordinal);
        Assert.Contains("has not run", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_silo.Probe.Notes);
    }

    [Fact]
    public async Task WaitingCall_ThatIsCancelled_EndsAsCancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var call = Grain("abc").CallCancellable(cancellation.Token);
        await cancellation.CancelAsync();
        await _silo.Until(() => call.IsCompleted, Step);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task Close_EndsThePartitionsActivations_AndNoOthers()
    {
        Serve(1);
        Serve(3);
        await Grain("abc").Call();
        await Grain("abc/1").Call();
        await Grain("a").Call();
        Gate.BeginLeave(3);
        Assert.True(await Gate.CloseAsync(3, TimeSpan.FromSeconds(10)));
        Assert.Equal(["a"], _silo.Host.ListActivations().Select(activation => activation.Key));
        Assert.Equal(2, _silo.Probe.Count("deactivate Migrating"));
        Assert.Equal(PartitionPhase.Absent, Gate.PhaseOf(3));
    }

    [Fact]
    public async Task Close_WithCallsQueuedBehindARunningOne_LetsThemFollowThePartition()
    {
        Serve(3);
        var running = Grain("abc").Wait("gate");
        await _silo.Until(() => _silo.Host.ListActivations().Any(activation => activation.RunningCalls == 1));
        var queued = Enumerable.Range(0, 5).Select(_ => Grain("abc").Call()).ToArray();
        Gate.BeginLeave(3);
        var close = Gate.CloseAsync(3, TimeSpan.FromSeconds(10));
        _silo.Probe.Open("gate");
        Assert.True(await Within(close));
        await running;
        Assert.All(queued, call => Assert.False(call.IsCompleted));
        Serve(3);
        Assert.Equal<IEnumerable<int>>([1, 2, 3, 4, 5], await Within(Task.WhenAll(queued)));
    }

    [Fact]
    public async Task TurnOfALeavingPartition_MayStillCallIntoIt()
    {
        Serve(3);
        var running = Grain("abc").WaitAndCallOther("gate", "abc/1");
        await _silo.Until(() => _silo.Host.ListActivations().Any(activation => activation.RunningCalls == 1));
        Gate.BeginLeave(3);
        var close = Gate.CloseAsync(3, TimeSpan.FromSeconds(10));
        await _silo.Until(() => Gate.PhaseOf(3) == PartitionPhase.Closing);
        _silo.Probe.Open("gate");
        Assert.Equal(1, await Within(running));
        Assert.True(await Within(close));
        Assert.Empty(_silo.Host.ListActivations());
    }

    [Fact]
    public async Task Close_WithATurnThatDoesNotEnd_SaysSo_AndThePartitionCannotBeTakenBefore()
    {
        Serve(3);
        var running = Grain("abc").Wait("gate");
        await _silo.Until(() => _silo.Host.ListActivations().Any(activation => activation.RunningCalls == 1));
        var close = Gate.CloseAsync(3, TimeSpan.FromSeconds(1));
        await _silo.Until(() => close.IsCompleted, Step);
        Assert.False(await close);
        Assert.Throws<InvalidOperationException>(() => Gate.SetTaken(3));
        _silo.Probe.Open("gate");
        Assert.True(await Within(Gate.CloseAsync(3, TimeSpan.FromSeconds(10))));
        Serve(3);
        await running;
        Assert.Equal(1, await Within(Grain("abc").Call()));
    }

    [Fact]
    public async Task Stop_WithCallsWaiting_FailsThem()
    {
        var call = Grain("abc").Call();
        await _silo.Host.StopAsync(TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Within(call));
    }

    private static Task<T> Within<T>(Task<T> task) => task.WaitAsync(TimeSpan.FromSeconds(10));

    private T Service<T>()
        where T : notnull => _silo.Services.GetRequiredService<T>();

    private IMovedGrain Grain(string key) => _silo.Factory.GetGrain<IMovedGrain>(key);

    private void Serve(int partition)
    {
        Gate.SetTaken(partition);
        Gate.SetServing(partition);
    }

    public sealed class MovedGrain(Probe probe) : Grain, IMovedGrain
    {
        private int _calls;

        public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
        {
            probe.Note($"deactivate {reason.ReasonCode}");
            return Task.CompletedTask;
        }

        public Task<int> Call()
        {
            probe.Note("call");
            return Task.FromResult(++_calls);
        }

        public Task<int> CallOther(string key) => GrainFactory.GetGrain<IMovedGrain>(key).Call();

        public async Task<int> WaitAndCallOther(string gate, string key)
        {
            await probe.Gate(gate);
            return await GrainFactory.GetGrain<IMovedGrain>(key).Call();
        }

        public Task Wait(string gate) => probe.Gate(gate);

        public Task<int> CallCancellable(CancellationToken cancellationToken) => Call();
    }
}
