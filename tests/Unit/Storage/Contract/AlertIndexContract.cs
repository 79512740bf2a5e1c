namespace Tripline.Tests.Storage.Contract;

public abstract class AlertIndexContract : StorageContract
{
    [Fact]
    public async Task Find_Unknown_GivesNull()
    {
        Assert.Null(await Host.Alerts.FindSymbolAsync(Guid.NewGuid(), Cancel));
        Assert.Equal(0, await Host.Alerts.CountAsync("local", Cancel));
    }

    [Fact]
    public async Task Add_ThenRestart_FindAndCountKnowIt()
    {
        var alert = Guid.CreateVersion7();
        await Host.Alerts.AddAsync("local", alert, "BTC-USD", Cancel);
        await Host.RestartAsync();
        Assert.Equal("BTC-USD", await Host.Alerts.FindSymbolAsync(alert, Cancel));
        Assert.Equal(1, await Host.Alerts.CountAsync("local", Cancel));
        Assert.Equal(0, await Host.Alerts.CountAsync("other", Cancel));
    }

    [Fact]
    public async Task Add_SameAlertTwice_CountsOnce()
    {
        var alert = Guid.CreateVersion7();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Host.Alerts.AddAsync("local", alert, "SPY", Cancel)));
        Assert.Equal(1, await Host.Alerts.CountAsync("local", Cancel));
    }

    [Fact]
    public async Task Remove_TwiceOrUnknown_CountsOnce()
    {
        var (kept, removed) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Host.Alerts.AddAsync("local", kept, "SPY", Cancel);
        await Host.Alerts.AddAsync("local", removed, "SPY", Cancel);
        await Host.Alerts.RemoveAsync("local", removed, Cancel);
        await Host.Alerts.RemoveAsync("local", removed, Cancel);
        await Host.Alerts.RemoveAsync("local", Guid.NewGuid(), Cancel);
        await Host.RestartAsync();
        Assert.Null(await Host.Alerts.FindSymbolAsync(removed, Cancel));
        Assert.Equal("SPY", await Host.Alerts.FindSymbolAsync(kept, Cancel));
        Assert.Equal(1, await Host.Alerts.CountAsync("local", Cancel));
    }

    [Fact]
    public async Task AddAndRemove_ManyAtOnce_CountIsExact()
    {
        var alerts = Enumerable.Range(0, 500).Select(_ => Guid.CreateVersion7()).ToList();
        await Parallel.ForAsync(0, alerts.Count, Cancel, async (i, token) =>
        {
            await Host.Alerts.AddAsync(i % 2 == 0 ? "ann" : "bob", alerts[i], $"S{i}", token);
            if (i % 5 == 0)
            {
                await Host.Alerts.RemoveAsync(i % 2 == 0 ? "ann" : "bob", alerts[i], token);
            }
        });
        Assert.Equal(200, await Host.Alerts.CountAsync("ann", Cancel));
        Assert.Equal(200, await Host.Alerts.CountAsync("bob", Cancel));
        Assert.Equal("S7", await Host.Alerts.FindSymbolAsync(alerts[7], Cancel));
        Assert.Null(await Host.Alerts.FindSymbolAsync(alerts[10], Cancel));
    }
}
