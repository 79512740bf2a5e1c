using Tripline.Runtime;

namespace Tripline.Tests.Grains.Runtime;

public sealed class InterleavingTests
{
    public interface IGateGrain : IGrainWithStringKey
    {
        Task Wait(string gate);

        [ReadOnly]
        Task WaitReading(string gate);

        [AlwaysInterleave]
        Task WaitInterleaved(string gate);
    }

    private static readonly Action<Tripline.Runtime.Hosting.RuntimeOptions> Grains =
        options => options.AddGrain<GateGrain>().AddGrain<ReentrantGateGrain>();

    [Fact]
    public async Task PlainCall_WhileAnotherWaits_WaitsForItsTurn()
    {
        await using var silo = new TestSilo(Grains);
        var grain = silo.Factory.GetGrain<IGateGrain>("g", nameof(GateGrain));
        var first = grain.Wait("one");
        var second = grain.Wait("two");
        silo.Probe.Open("two");
        await silo.Until(() => silo.Probe.Count("begin one") == 1 && silo.Host.ListActivations()[0].QueueLength == 1);
        Assert.False(second.IsCompleted);
        silo.Probe.Open("one");
        await Task.WhenAll(first, second);
        Assert.Equal(["begin one", "end one", "begin two", "end two"], silo.Probe.Notes);
    }

    [Fact]
    public async Task AlwaysInterleave_WhileAnotherWaits_RunsAtOnce()
    {
        await using var silo = new TestSilo(Grains);
        var grain = silo.Factory.GetGrain<IGateGrain>("g", nameof(GateGrain));
        var first = grain.Wait("one");
        silo.Probe.Open("two");
        await grain.WaitInterleaved("two");
        Assert.False(first.IsCompleted);
        silo.Probe.Open("one");
        await first;
    }

    [Fact]
    public async Task ReadOnly_BesideReadOnly_RunsAtOnceButNotBesideOthers()
    {
        await using var silo = new TestSilo(Grains);
        var grain = silo.Factory.GetGrain<IGateGrain>("g", nameof(GateGrain));
        var reader = grain.WaitReading("one");
        silo.Probe.Open("two");
        await grain.WaitReading("two");
        var writer = grain.Wait("two");
        await silo.Until(() => silo.Host.ListActivations() is [{ QueueLength: 1, RunningCalls: 1 }]);
        await grain.WaitReading("two");
        Assert.False(writer.IsCompleted);
        silo.Probe.Open("one");
        await Task.WhenAll(reader, writer);
        var blocked = grain.Wait("three");
        var late = grain.WaitReading("two");
        await silo.Until(() => silo.Host.ListActivations() is [{ QueueLength: 1, RunningCalls: 1 }]);
        Assert.False(late.IsCompleted);
        silo.Probe.Open("three");
        await Task.WhenAll(blocked, late);
    }

    [Fact]
    public async Task ReentrantClass_WhileACallWaits_RunsOthersAtOnce()
    {
        await using var silo = new TestSilo(Grains);
        var grain = silo.Factory.GetGrain<IGateGrain>("g", nameof(ReentrantGateGrain));
        var first = grain.Wait("one");
        silo.Probe.Open("two");
        await grain.Wait("two");
        Assert.False(first.IsCompleted);
        silo.Probe.Open("one");
        await first;
    }

    [Fact]
    public async Task InterleavedTurns_BetweenAwaits_NeverOverlap()
    {
        await using var silo = new TestSilo(Grains);
        var grain = silo.Factory.GetGrain<IGateGrain>("g", nameof(ReentrantGateGrain));
        var calls = Enumerable.Range(0, 500).Select(_ => grain.Wait("one")).ToArray();
        silo.Probe.Open("one");
        await Task.WhenAll(calls);
        Assert.Equal(0, silo.Probe.Overlaps);
        Assert.Equal(500, silo.Probe.Count("end one"));
    }

    public class GateGrain(Probe probe) : Grain, IGateGrain
    {
        public Task Wait(string gate) => Pass(gate);

        public Task WaitReading(string gate) => Pass(gate);

        public Task WaitInterleaved(string gate) => Pass(gate);

        private async Task Pass(string gate)
        {
            NoteAlone($"begin {gate}");
            await probe.Gate(gate);
            NoteAlone($"end {gate}");
        }

        private void NoteAlone(string text)
        {
            probe.Enter("turn");
            probe.Note(text);
            probe.Leave("turn");
        }
    }

    [Reentrant]
    public sealed class ReentrantGateGrain(Probe probe) : GateGrain(probe);
}
