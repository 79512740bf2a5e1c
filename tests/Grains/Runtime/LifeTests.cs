using Tripline.Runtime;

namespace Tripline.Tests.Grains.Runtime;

public sealed class LifeTests
{
    public interface ILifeGrain : IGrainWithStringKey
    {
        Task<int> Call();

        Task End();

        Task Wait(string gate);

        Task Stay(TimeSpan time);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ActivationFailure_WithCallsWaiting_FailsThemAndTheNextCallTriesAgain()
    {
        await using var silo = new TestSilo(options => options.AddGrain<LifeGrain>());
        var grain = silo.Factory.GetGrain<ILifeGrain>("fails");
        silo.Probe.Note("fail activation");
        Task[] calls = [grain.Call(), grain.Call(), grain.Call()];
        foreach (var call in calls)
        {
            var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => call);
            Assert.Equal("no activation today", failure.Message);
        }

        silo.Probe.Note("allow activation");
        Assert.Equal(1, await grain.Call());
    }

    [Fact]
    public async Task DeactivateOnIdle_WhileCallsComeIn_LosesNoneAndNeverRunsTwoAtOnce()
    {
        await using var silo = new TestSilo(options => options.AddGrain<LifeGrain>());
        const int Callers = 16;
        const int CallsEach = 150;
        var callers = Enumerable.Range(0, Callers).Select(async caller =>
        {
            var grain = silo.Factory.GetGrain<ILifeGrain>("g");
            for (var call = 0; call < CallsEach; call++)
            {
                await Task.Yield();
                await (call % 10 == caller % 10 ? grain.End() : grain.Call());
            }
        });
        await Task.WhenAll(callers);
        Assert.Equal(Callers * CallsEach, silo.Probe.Count("call"));
        Assert.Equal(0, silo.Probe.Overlaps);
        Assert.True(silo.Probe.Count("activate") > 10);
        Assert.InRange(silo.Probe.Count("activate") - silo.Probe.Count("deactivate ApplicationRequested"), 0, 1);
    }

    [Fact]
    public async Task CallDuringDeactivation_Waits_AndRunsOnTheNextActivation()
    {
        await using var silo = new TestSilo(options => options.AddGrain<LifeGrain>());
        var grain = silo.Factory.GetGrain<ILifeGrain>("slow-end");
        Assert.Equal(1, await grain.Call());
        await grain.End();
        await silo.Until(() => silo.Probe.Count("deactivating") == 1);
        var late = grain.Call();
        Assert.False(late.IsCompleted);
        Assert.Equal(1, silo.Probe.Count("activate"));
        silo.Probe.Open("end");
        Assert.Equal(1, await late);
        Assert.Equal(["activate", "call", "call", "deactivating", "deactivate ApplicationRequested", "activate", "call"],
            silo.Probe.Notes);
    }

    [Fact]
    public async Task IdleGrain_PastItsAge_IsCollected()
    {
        await using var silo = new TestSilo(options =>
        {
            options.AddGrain<LifeGrain>().AddGrain<KeptGrain>();
            options.CollectionAge = TimeSpan.FromMinutes(10);
        });
        await silo.Factory.GetGrain<ILifeGrain>("idle", nameof(LifeGrain)).Call();
        await silo.Factory.GetGrain<ILifeGrain>("delayed", nameof(LifeGrain)).Stay(TimeSpan.FromMinutes(30));
        await silo.Factory.GetGrain<ILifeGrain>("kept", nameof(KeptGrain)).Call();
        var waiting = silo.Factory.GetGrain<ILifeGrain>("waiting", nameof(LifeGrain)).Wait("gate");
        await silo.Until(() => silo.Host.ListActivations().Any(activation => activation.RunningCalls == 1));
        silo.Time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(4, silo.Host.ListActivations().Count);
        await silo.Until(() => silo.Host.ListActivations().Count == 3, TimeSpan.FromMinutes(1));
        Assert.Equal(["delayed", "kept", "waiting"], silo.Host.ListActivations().Select(a => a.Key).Order());
        await silo.Until(() => silo.Host.ListActivations().Count == 2, TimeSpan.FromMinutes(1));
        Assert.Equal(["kept", "waiting"], silo.Host.ListActivations().Select(a => a.Key).Order());
        Assert.Equal(2, silo.Probe.Count("deactivate ActivationIdle"));
        silo.Probe.Open("gate");
        await Assert.ThrowsAsync<TimeoutException>(() => waiting);
    }

    [Fact]
    public async Task Operator_DeactivatesOneGrain_AndSeesItGone()
    {
        await using var silo = new TestSilo(options => options.AddGrain<LifeGrain>());
        await silo.Factory.GetGrain<ILifeGrain>("a").Call();
        await silo.Factory.GetGrain<ILifeGrain>("b").Call();
        Assert.True(await silo.Host.DeactivateAsync("life", "a", Cancellation));
        Assert.False(await silo.Host.DeactivateAsync("life", "a", Cancellation));
        Assert.Equal(["b"], silo.Host.ListActivations("life").Select(a => a.Key));
        Assert.Equal(1, silo.Probe.Count("deactivate RuntimeRequested"));
    }

    [Fact]
    public async Task Stop_EndsAllActivations_AndRefusesCallsAfterwards()
    {
        await using var silo = new TestSilo(options => options.AddGrain<LifeGrain>());
        var grains = Enumerable.Range(0, 200).Select(n => silo.Factory.GetGrain<ILifeGrain>($"g{n}")).ToArray();
        await Task.WhenAll(grains.Select(grain => grain.Call()));
        var running = grains[0].Wait("gate");
        var stop = silo.Host.StopAsync(Cancellation);
        silo.Probe.Open("gate");
        await stop;
        await running;
        Assert.Equal(200, silo.Probe.Count("deactivate ShuttingDown"));
        Assert.Empty(silo.Host.ListActivations());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => grains[1].Call());
    }

    public class LifeGrain(Probe probe) : Grain, ILifeGrain
    {
        private int _calls;

        public override Task OnActivateAsync(CancellationToken cancellationToken)
        {
            if (this.GetPrimaryKeyString() == "fails" && probe.Notes[^1] == "fail activation")
            {
                throw new InvalidOperationException("no activation today");
            }

            probe.Enter(this.GetPrimaryKeyString());
            probe.Note("activate");
            return Task.CompletedTask;
        }

        public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
        {
            if (this.GetPrimaryKeyString() == "slow-end" && reason.ReasonCode != DeactivationReasonCode.ShuttingDown)
            {
                probe.Note("deactivating");
                await probe.Gate("end");
            }

            await Task.Yield();
            probe.Leave(this.GetPrimaryKeyString());
            probe.Note($"deactivate {reason.ReasonCode}");
        }

        public Task<int> Call()
        {
            probe.Note("call");
            return Task.FromResult(++_calls);
        }

        public Task End()
        {
            probe.Note("call");
            DeactivateOnIdle();
            return Task.CompletedTask;
        }

        public Task Wait(string gate) => probe.Gate(gate);

        public Task Stay(TimeSpan time)
        {
            DelayDeactivation(time);
            return Task.CompletedTask;
        }
    }

    [KeepAlive]
    public sealed class KeptGrain(Probe probe) : LifeGrain(probe);
}
