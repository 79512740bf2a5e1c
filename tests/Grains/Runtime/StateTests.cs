using Tripline.Runtime;
using Tripline.Storage;

namespace Tripline.Tests.Grains.Runtime;

public sealed class StateTests
{
    public interface IStateGrain : IGrainWithStringKey
    {
        Task<int> Get();

        Task<string?> Set(int value);

        Task Clear();

        Task End();
    }

    private static readonly Action<Tripline.Runtime.Hosting.RuntimeOptions> Grains = options => options.AddGrain<StateGrain>();

    [Fact]
    public async Task State_OfANewGrain_IsEmptyAndThenKept()
    {
        await using var silo = new TestSilo(Grains);
        var grain = silo.Factory.GetGrain<IStateGrain>("g");
        Assert.Equal(0, await grain.Get());
        Assert.Equal("1", await grain.Set(7));
        Assert.Equal("2", await grain.Set(8));
        await grain.End();
        Assert.Equal(8, await grain.Get());
        Assert.Equal(["active 0 False", "active 8 True"], silo.Probe.Notes);
        await grain.Clear();
        await grain.End();
        Assert.Equal(0, await grain.Get());
    }

    [Fact]
    public async Task Write_OnAStaleVersion_FailsAndTheNextCallReadsAnew()
    {
        await using var silo = new TestSilo(Grains);
        var grain = silo.Factory.GetGrain<IStateGrain>("g");
        await grain.Set(1);
        silo.Storage.Overwrite("counter", new GrainId("state", "g"), new CounterState { Value = 50 });
        var failure = await Assert.ThrowsAsync<InconsistentStateException>(() => grain.Set(2));
        Assert.Equal("2", failure.StoredEtag);
        Assert.Equal("1", failure.CurrentEtag);
        Assert.Equal(50, await grain.Get());
        Assert.Equal("3", await grain.Set(51));
        Assert.Contains("ended ApplicationError", silo.Probe.Notes);
    }

    public sealed class CounterState
    {
        public int Value { get; set; }
    }

    public sealed class StateGrain(
        Probe probe, [PersistentState("counter")] IPersistentState<CounterState> counter) : Grain, IStateGrain
    {
        public override Task OnActivateAsync(CancellationToken cancellationToken)
        {
            probe.Note($"active {counter.State.Value} {counter.RecordExists}");
            return Task.CompletedTask;
        }

        public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
        {
            if (reason.Exception is not null)
            {
                probe.Note($"ended {reason.ReasonCode}");
            }

            return Task.CompletedTask;
        }

        public Task<int> Get() => Task.FromResult(counter.State.Value);

        public async Task<string?> Set(int value)
        {
            counter.State.Value = value;
            await counter.WriteStateAsync();
            return counter.Etag;
        }

        public Task Clear() => counter.ClearStateAsync();

        public Task End()
        {
            DeactivateOnIdle();
            return Task.CompletedTask;
        }
    }
}
