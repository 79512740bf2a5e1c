using Tripline.Runtime;

namespace Tripline.Tests.Grains.Runtime;

public sealed class TurnTests
{
    public interface ICounterGrain : IGrainWithStringKey
    {
        Task<int> Add(int amount);

        ValueTask<int> AddSlowly(int amount);

        ValueTask Touch();

        Task<string> Key();
    }

    public sealed class CounterGrain(Probe probe) : Grain, ICounterGrain
    {
        private int _sum;

        public Task<int> Add(int amount)
        {
            probe.Enter(this.GetPrimaryKeyString());
            _sum += amount;
            probe.Leave(this.GetPrimaryKeyString());
            return Task.FromResult(_sum);
        }

        public async ValueTask<int> AddSlowly(int amount)
        {
            probe.Enter(this.GetPrimaryKeyString());
            var sum = _sum;
            await Task.Yield();
            await Task.Run(() => { }).ConfigureAwait(true);
            _sum = sum + amount;
            probe.Leave(this.GetPrimaryKeyString());
            return _sum;
        }

        public ValueTask Touch() => default;

        public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyString());
    }

    [Fact]
    public async Task Calls_From64Callers_RunOneAtATime()
    {
        await using var silo = new TestSilo(options => options.AddGrain<CounterGrain>());
        const int Grains = 4;
        const int CallsEach = 200;
        var callers = Enumerable.Range(0, 64).Select(async caller =>
        {
            await Task.Yield();
            for (var call = 0; call < CallsEach; call++)
            {
                var grain = silo.Factory.GetGrain<ICounterGrain>($"g{(caller + call) % Grains}");
                _ = call % 2 == 0 ? await grain.Add(1) : await grain.AddSlowly(1);
                await grain.Touch();
            }
        });
        await Task.WhenAll(callers);
        var sum = 0;
        for (var grain = 0; grain < Grains; grain++)
        {
            sum += await silo.Factory.GetGrain<ICounterGrain>($"g{grain}").Add(0);
        }

        Assert.Equal(64 * CallsEach, sum);
        Assert.Equal(0, silo.Probe.Overlaps);
    }

    [Fact]
    public async Task Reference_OfAKey_NamesIt()
    {
        await using var silo = new TestSilo(options => options.AddGrain<CounterGrain>());
        var grain = silo.Factory.GetGrain<ICounterGrain>("SPY/1");
        Assert.Equal("SPY/1", grain.GetPrimaryKeyString());
        Assert.Equal("SPY/1", await grain.Key());
        Assert.Equal(grain, silo.Factory.GetGrain<ICounterGrain>("SPY/1"));
        Assert.NotEqual(grain, silo.Factory.GetGrain<ICounterGrain>("SPY/2"));
    }
}
