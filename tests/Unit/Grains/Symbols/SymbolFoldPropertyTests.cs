using Tripline.Grains.Symbols;

namespace Tripline.Tests.Grains.Symbols;

public sealed class SymbolFoldPropertyTests
{
    private const int Ticks = 1_500;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void SymbolFold_RandomRulesAndWalk_FiresAsTheNaiveEvaluation(int seed)
    {
        var story = new MarketStory(seed, Ticks);
        var fold = new SymbolFold("X", new());
        story.Play(fold, 0, Ticks, new Random(seed));
        Assert.NotEmpty(story.Firings);
        Assert.Equal(story.Firings, fold.Firings);
        Assert.Equal(story.ExpectedRules(), MarketStory.RulesOf(fold));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void SymbolFold_ReplayedFromItsJournal_FiresAsTheFirstRun(int seed)
    {
        var story = new MarketStory(seed, Ticks);
        var fold = new SymbolFold("X", new());
        fold.Replay(story.Journal());
        story.FoldTicks(fold, 0, Ticks, new Random(seed));
        Assert.Equal(story.Firings, fold.Firings);
        Assert.Equal(story.ExpectedRules(), MarketStory.RulesOf(fold));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void SymbolFold_CrashedAndRestoredAtRandomPoints_EndsAsTheFirstRun(int seed)
    {
        var story = new MarketStory(seed, Ticks);
        var random = new Random(-seed);
        var first = new SymbolFold("X", new());
        story.Play(first, 0, Ticks, random);

        var journal = story.Journal();
        var stored = new StoredSymbol();
        var fired = new List<Firing>();
        var fold = new SymbolFold("X", new());
        var (tick, checkpointed) = (0, 0);
        while (tick < Ticks)
        {
            var next = Math.Min(Ticks, tick + random.Next(1, 400));
            story.Play(fold, tick, next, random);
            tick = next;
            if (random.Next(2) == 0)
            {
                stored.Checkpoint(fold, fired);
                checkpointed = tick;
            }

            if (random.Next(2) == 0)
            {
                // What was folded after the checkpoint is folded again; some ticks before it come again, too.
                fold = stored.Load();
                var made = journal.TakeWhile(e => tick == Ticks || e.AfterPosition < story.Ticks.Positions[tick - 1]);
                fold.Replay([.. made.Where(e => e.Sequence > stored.ArmingSequence)]);
                story.FoldTicks(fold, Math.Max(0, checkpointed - random.Next(50)), tick, random);
            }
        }

        fired.AddRange(fold.Firings);
        Assert.Equal(story.Firings, fired);
        Assert.Equal(story.ExpectedRules(), MarketStory.RulesOf(fold));
        Assert.Equal(first.Summary(0), fold.Summary(0));
        Assert.Equal(first.Trades(1_000), fold.Trades(1_000));
        foreach (var interval in CandleIntervals.Seconds)
        {
            Assert.Equal(
                first.RecentCandles(interval),
                [.. stored.Candles.Where(c => c.IntervalSeconds == interval), .. fold.RecentCandles(interval)
                    .Where(c => !stored.Candles.Contains(c))]);
        }
    }
}
