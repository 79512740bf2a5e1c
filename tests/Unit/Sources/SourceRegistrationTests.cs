using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Tripline.Sources;
using Tripline.Sources.Replay;
using Tripline.Sources.Simulation;

namespace Tripline.Tests.Unit.Sources;

public sealed class SourceRegistrationTests
{
    [Fact]
    public void AddTriplineSources_NothingConfigured_SimulatesAMarket() =>
        Assert.IsType<SimulatorSource>(Assert.Single(Sources()));

    [Fact]
    public void AddTriplineSources_None_AddsNoSource() => Assert.Empty(Sources(("Source", "none")));

    [Fact]
    public void AddTriplineSources_Replay_BindsItsSection()
    {
        using var file = new TickFileOnDisk("1,SPY,1,1\n");
        var source = Assert.Single(Sources(("Source", "Replay"), ("Replay:File", file.Path), ("Replay:Speed", "5x")));
        Assert.IsType<ReplaySource>(source);
    }

    [Theory]
    [InlineData("Source", "kafka", "simulator, replay or none")]
    [InlineData("Source", "replay", "Replay:File")]
    [InlineData("Simulator:Rate", "-1", "Simulator:Rate")]
    [InlineData("Simulator:Seed", "many", "Seed")]
    public void AddTriplineSources_WrongOption_NamesItAndTheChoices(string key, string value, string expected)
    {
        var fault = Assert.Throws<OptionsValidationException>(() => Sources((key, value)));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddTriplineSources_MissingFile_NamesIt()
    {
        var fault = Assert.Throws<OptionsValidationException>(
            () => Sources(("Source", "replay"), ("Replay:File", "no/such/file.csv")));
        Assert.Contains("'no/such/file.csv' does not exist", fault.Message, StringComparison.Ordinal);
    }

    private static List<ITickSource> Sources(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)))
            .Build();
        var services = new ServiceCollection().AddLogging().AddTriplineSources(configuration);
        return [.. services.BuildServiceProvider().GetServices<ITickSource>()];
    }
}
