using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Tripline.Samples;
using Tripline.Streams.Provider;
using Tripline.Tests.Grains.Support;

namespace Tripline.Tests.Grains.Partitions;

/// <summary>Grains of a user's own on the stream of ticks.</summary>
public sealed class ConsumerTests
{
    [Fact]
    public async Task Sample_OfTheDocumentation_CountsEveryTick()
    {
        await using var silo = await MarketSilo.StartAsync(new MarketSetup { Partitions = 2 });
        await silo.Append(Market.Ticks(0, 100, "SPY", "IBM", "AAPL", "MSFT"));
        await VolumeIs(silo, 4_950);

        await silo.Append(Market.Ticks(100, 100, "SPY", "IBM", "AAPL", "MSFT"));
        await VolumeIs(silo, 19_900);
    }

    [Fact]
    public void Sample_OfTheDocumentation_IsTheOneThatIsTested()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "Orleans.sln")))
        {
            root = root.Parent;
        }

        var tested = File.ReadAllText(Path.Combine(root.FullName, "tests/Grains/Partitions/VolumeGrain.cs"));
        var document = File.ReadAllText(Path.Combine(root.FullName, "docs/streams.md"));
        Assert.Contains("```csharp\n" + tested + "```", document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subscription_InTheMiddle_GetsEverythingAfterItsTokenAndNothingBefore()
    {
        await using var silo = await MarketSilo.StartAsync();
        await silo.Append(Market.Ticks(0, 50, "SPY"));
        var middle = silo.Log.Range(0).End;
        await silo.Append(Market.Ticks(50, 50, "SPY"));
        await silo.WhenFolded();

        var tail = silo.Factory.GetGrain<ITailGrain>(0);
        // What is delivered before is dropped.
        await Until.TrueAsync(() => tail.From(middle));
        await silo.Append(Market.Ticks(100, 50, "SPY"));

        await Until.TrueAsync(async () => (await tail.Sizes()).Length >= 100);
        Assert.Equal(Enumerable.Range(50, 100).Select(n => (double)n), await tail.Sizes());
    }

    [Fact]
    public async Task Delivery_IsNeverGivenUp()
    {
        await using var silo = await MarketSilo.StartAsync();
        var agents = silo.Services.GetRequiredService<IOptionsMonitor<StreamPullingAgentOptions>>().Get(TickStreams.Name);
        Assert.Equal(Timeout.InfiniteTimeSpan, agents.MaxEventDeliveryTime);
    }

    private static Task VolumeIs(MarketSilo silo, double volume) => Until.TrueAsync(async () =>
        await silo.Factory.GetGrain<IVolumeGrain>(0).Volume()
        + await silo.Factory.GetGrain<IVolumeGrain>(1).Volume() == volume);
}
