namespace Tripline.Tests.Grains.Runtime;

public sealed class StatisticsTests
{
    [Fact]
    public async Task Snapshot_AfterCalls_CountsThemPerType()
    {
        await using var silo = new TestSilo(options => options
            .AddGrain<TurnTests.CounterGrain>().AddGrain<CallTests.CallGrain>().AddGrain<LifeTests.LifeGrain>());
        for (var call = 0; call < 500; call++)
        {
            await silo.Factory.GetGrain<TurnTests.ICounterGrain>($"g{call % 5}").Add(1);
        }

        var failing = silo.Factory.GetGrain<CallTests.ICallGrain>("f");
        await Assert.ThrowsAsync<FormatException>(() => failing.Throw(before: true));
        await failing.Count();
        await silo.Host.DeactivateAsync("counter", "g1", TestContext.Current.CancellationToken);
        var running = failing.Wait("gate");
        var waiting = failing.Wait("gate");
        await silo.Until(() => silo.Host.Statistics.Snapshot()[0].TurnsWaiting == 1);

        var snapshot = silo.Host.Statistics.Snapshot();
        Assert.Equal(["call", "counter"], snapshot.Select(type => type.GrainType));
        var (call1, counter) = (snapshot[0], snapshot[1]);
        Assert.Equal((4, 5L, 500L, 0L, 0L),
            (counter.Activations, counter.ActivationsCreated, counter.Calls, counter.Failures, counter.TurnsWaiting));
        Assert.Equal((1, 1L, 3L, 1L), (call1.Activations, call1.ActivationsCreated, call1.Calls, call1.Failures));
        silo.Probe.Open("gate");
        await Task.WhenAll(running, waiting);
    }

    [Fact]
    public async Task CallTime_OfSampledCalls_IsWithinABucketOfTheTruth()
    {
        await using var silo = new TestSilo(options => options.AddGrain<CallTests.CallGrain>());
        for (var batch = 0; batch < 8; batch++)
        {
            var gate = $"gate {batch}";
            var calls = Enumerable.Range(0, 200)
                .Select(n => silo.Factory.GetGrain<CallTests.ICallGrain>($"g{n}").Wait(gate)).ToArray();
            await silo.Until(() => silo.Host.ListActivations().All(activation => activation.RunningCalls == 1));
            silo.Time.Advance(TimeSpan.FromMilliseconds(8));
            silo.Probe.Open(gate);
            await Task.WhenAll(calls);
        }

        var call = Assert.Single(silo.Host.Statistics.Snapshot());
        Assert.InRange(call.CallTimeP50.TotalMilliseconds, 8, 9);
        Assert.InRange(call.CallTimeP99.TotalMilliseconds, 8, 9);
    }
}
