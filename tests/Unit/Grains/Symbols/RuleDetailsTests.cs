using System.Runtime.CompilerServices;
using Tripline.Grains.Symbols;
using Tripline.Storage.Checkpoints;

namespace Tripline.Tests.Grains.Symbols;

public sealed class RuleDetailsTests
{
    private static readonly Guid Id = new(7, 0, 0, new byte[8]);

    public static TheoryData<RuleDetails> Samples => new(
        Plain(1),
        new RuleDetails("ann", "price crosses 100", "breakout", AlertSeverity.Critical, "{symbol} at {price}"),
        new RuleDetails("ann", "price crosses 100", "", AlertSeverity.Warning, ""),
        new RuleDetails("\u00e5sa\ud83d\ude80", "price crosses 100", "n\u00e4he", AlertSeverity.Info, null),
        new RuleDetails("ann", "price crosses 100", null, AlertSeverity.Info, new string('m', 70_000)),
        new RuleDetails("ann", "price crosses 100", new string('n', 70_000), AlertSeverity.Info, "short"));

    [Theory]
    [MemberData(nameof(Samples))]
    public void Details_OfARule_ComeWithItsFirings_ThroughJournalAndSnapshot(RuleDetails details)
    {
        var fold = new SymbolFold("X", new());
        fold.Fold([99], [1], [0], [0]);
        fold.Replay([Entry(1, Arm(Id, details))]);
        var restored = Restored(fold);
        Cross(fold);
        Cross(restored);
        Assert.Equal(details, fold.DetailsOf(fold.Firings[0]));
        Assert.Equal(details, restored.DetailsOf(restored.Firings[0]));
    }

    [Fact]
    public void Details_ChangedByALaterArming_AreNewAfterItAndOldBeforeIt()
    {
        var fold = new SymbolFold("X", new());
        var (old, renamed) = (Plain(1), Plain(1) with { Name = "renamed", Severity = AlertSeverity.Critical });
        fold.Replay([Entry(1, Arm(Id, old)), new ArmingEntry(2, 1, RuleChange.EncodeAll([Arm(Id, renamed)]))]);
        fold.Fold([99, 101, 99, 101], [1, 1, 1, 1], [0, 1, 2, 3], [0, 1, 2, 3]);
        Assert.Equal([old, renamed, renamed], fold.Firings.Select(firing => fold.DetailsOf(firing)));
        Assert.Equal(renamed, Fired(Restored(fold)));
    }

    [Fact]
    public void Details_OfTheOldFormats_AreMissingAndDescribedAtOnce()
    {
        var fold = new SymbolFold("X", new());
        fold.Restore(OldFormat.Core, [new RulePage(0, OldFormat.Page)]);
        fold.Replay([new ArmingEntry(3, 50, OldFormat.JournalEntry)]);
        Assert.Equal([OldFormat.Waiting, OldFormat.InPage], fold.AlertsWithoutDetails());

        // Its place in the log lies behind the waiting arming's, but the rule of the page fires before.
        var described = new[] { OldFormat.InPage, OldFormat.Waiting }.Select((id, n) => RuleChange.Describe(id, Plain(n)));
        fold.Replay([new ArmingEntry(4, 50, RuleChange.EncodeAll([.. described]))]);
        Assert.Empty(fold.AlertsWithoutDetails());
        fold.Fold([101, 99], [1, 1], [11, 12], [11, 12]);
        fold.Fold([99, 101], [1, 1], [60, 61], [60, 61]);
        Assert.Equal([Plain(0), Plain(0), Plain(0), Plain(1)], fold.Firings.Select(firing => fold.DetailsOf(firing)));
        Assert.Empty(Restored(fold).AlertsWithoutDetails());
    }

    [Fact]
    public void Describe_OfARuleThatHasDetailsOrIsNoMore_ChangesNothing()
    {
        var fold = new SymbolFold("X", new());
        fold.Apply(Arm(Id, Plain(1)));
        fold.Apply(RuleChange.Describe(Id, Plain(2)));
        fold.Apply(RuleChange.Describe(Guid.NewGuid(), Plain(2)));
        Assert.Equal(Plain(1), Fired(fold));
        Assert.Equal(1, fold.RuleCount);
    }

    [Fact]
    public void DecodeAll_BytesThatAreCutOrOfALaterFormat_AreRefused()
    {
        var bytes = RuleChange.EncodeAll([Arm(Id, Plain(1)), RuleChange.Describe(Id, Plain(2)), RuleChange.Pause(Id)]);
        for (var length = 0; length < bytes.Length; length++)
        {
            var cut = bytes[..length];
            Assert.Throws<InvalidDataException>(() => RuleChange.DecodeAll(cut));
        }

        bytes[0]++;
        Assert.Throws<InvalidDataException>(() => RuleChange.DecodeAll(bytes));
    }

    [Fact]
    public void Details_OfManyRulesOfFewUsers_TakeFewBytesAndNoObjectEach()
    {
        const int rules = 50_000;
        var fold = new SymbolFold("X", new());
        for (var n = 0; n < rules; n++)
        {
            fold.Apply(Arm(new Guid(n, 0, 0, new byte[8]), Plain(n) with
            {
                User = $"a user with a rather long name {n % 100}",
                Message = "{symbol} crossed {price} at {time}: have a look",
            }));
        }

        Assert.InRange(fold.DetailBytes / (double)rules, 20, 64);
        Assert.Equal(72, Unsafe.SizeOf<RuleRecord>());
    }

    [Fact]
    public void Details_ChangedOverAndOver_GiveTheirMemoryBackAndStayRight()
    {
        var fold = new SymbolFold("X", new());
        for (var n = 0; n < 40_000; n++)
        {
            fold.Apply(Arm(new Guid(n % 50, 0, 0, new byte[8]), Plain(n)));
            if (n % 500 == 499)
            {
                fold.TakeSnapshot(0);
            }
        }

        Assert.InRange(fold.DetailBytes, 1, 128 * 1024);
        Cross(fold);
        Assert.Equal(50, fold.Firings.Count);
        Assert.All(fold.Firings, firing => Assert.Equal(
            $"alert {39_950 + BitConverter.ToInt32(firing.AlertId.ToByteArray())}", fold.DetailsOf(firing)!.Name));
    }

    [Fact]
    public void TakeSnapshot_FiringsAreOnTheirWay_KeepsTheirDetails()
    {
        var fold = new SymbolFold("X", new());
        fold.Apply(Arm(Id, Plain(1)));
        Cross(fold);
        for (var n = 0; n < 5_000; n++)
        {
            fold.Apply(Arm(Id, Plain(n) with { Name = "another" }));
        }

        fold.TakeSnapshot(0);
        Assert.Equal(Plain(1), fold.DetailsOf(fold.Firings[0]));
    }

    private static RuleDetails Plain(int n) => new("local", "price crosses 100", $"alert {n}", AlertSeverity.Info, null);

    private static RuleChange Arm(Guid id, RuleDetails details) =>
        RuleChange.Arm(new RuleTerms(id, 1, "price crosses 100", false, 0, 0, null, details));

    private static ArmingEntry Entry(long sequence, params RuleChange[] changes) =>
        new(sequence, -1, RuleChange.EncodeAll(changes));

    private static SymbolFold Restored(SymbolFold fold)
    {
        var stored = new StoredSymbol();
        var fired = new List<Firing>();
        var kept = fold.Firings.ToList();
        stored.Checkpoint(fold, fired);
        Assert.Equal(kept, fired);
        return stored.Load();
    }

    private static void Cross(SymbolFold fold)
    {
        var next = fold.LastPosition + 1;
        fold.Fold([99, 101], [1, 1], [next, next + 1], [next, next + 1]);
    }

    private static RuleDetails? Fired(SymbolFold fold)
    {
        Cross(fold);
        return fold.DetailsOf(fold.Firings[^1]);
    }
}
