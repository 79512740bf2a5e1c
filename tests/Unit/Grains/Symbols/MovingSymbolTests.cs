using Tripline.Grains.Symbols;
using Tripline.Storage;
using Tripline.Tests.Api.Fakes;

namespace Tripline.Tests.Grains.Symbols;

public sealed class MovingSymbolTests
{
    private readonly FakeSymbol _grain = new("SPY") { Trades = { new Trade(168.25, 100, 7, 1) } };

    [Fact]
    public async Task Call_ThatMeetsAMove_IsMadeAgain()
    {
        _grain.Failures.Enqueue(new PartitionLeftException(3, "It went."));
        _grain.Failures.Enqueue(new StaleOwnerException());
        _grain.Failures.Enqueue(new OrleansException("wrapped", new PartitionLeftException(3, "It went.")));
        var trades = await new MovingSymbol(_grain, TimeProvider.System).GetTrades(1);
        Assert.Equal(168.25, Assert.Single(trades).Price);
        Assert.Empty(_grain.Failures);
    }

    [Fact]
    public async Task Call_ThatFailsOtherwise_FailsAtOnce()
    {
        _grain.Failures.Enqueue(new IOException("The disk is full."));
        await Assert.ThrowsAsync<IOException>(() => new MovingSymbol(_grain, TimeProvider.System).GetTrades(1));
    }
}
