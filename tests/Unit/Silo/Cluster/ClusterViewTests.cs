using Microsoft.Extensions.Logging.Abstractions;
using Tripline.Silo.Cluster;
using Tripline.Storage.Silos;
using Tripline.Streams;
using Tripline.Tests.Unit.Streams;

namespace Tripline.Tests.Unit.Silo.Cluster;

public sealed class ClusterViewTests : IAsyncDisposable
{
    private const int Partitions = 5;

    private readonly ManualClock _clock = new();
    private readonly FakeDirectory _directory = new();
    private readonly MembershipOptions _options = new();
    private readonly ClusterView _view;

    public ClusterViewTests() => _view = new ClusterView(
        _directory, Entry("me"), Partitions, _options, _clock, NullLogger<ClusterView>.Instance);

    public ValueTask DisposeAsync() => _view.DisposeAsync();

    [Theory]
    [InlineData("SPY", "SPY/0199a6")]
    [InlineData("local", "local")]
    public void PartitionOf_Key_IsThatOfItsFirstPart(string first, string key) =>
        Assert.Equal(SymbolPartition.Of(first, Partitions), _view.PartitionOf(key));

    [Fact]
    public async Task Start_EntersThisSiloAndKnowsTheOwners()
    {
        await OtherAsync("other", 2);
        await _directory.TakeAsync(3, "me", CancellationToken.None);
        await _view.StartAsync(CancellationToken.None);
        Assert.True(_directory.Knows("me"));
        Assert.Equal(("other", "other:1"), (_view.OwnerOf(2)?.SiloId, _view.OwnerOf(2)?.Authority));
        Assert.Null(_view.OwnerOf(3));
        Assert.Null(_view.OwnerOf(0));
    }

    [Fact]
    public async Task OwnerOf_SiloThatIsSilentForTooLong_IsNobody()
    {
        await OtherAsync("other", 2);
        await _view.StartAsync(CancellationToken.None);
        _directory.SetAge("other", _options.DeadAfter + TimeSpan.FromSeconds(1));
        await RefreshAsync();
        Assert.Null(_view.OwnerOf(2));
        _directory.SetAge("other", TimeSpan.Zero);
        await RefreshAsync();
        Assert.NotNull(_view.OwnerOf(2));
    }

    [Fact]
    public async Task Refresh_ManyAtOnce_ShareOneReading()
    {
        await _view.StartAsync(CancellationToken.None);
        var before = _directory.Reads;
        await OtherAsync("other", 4);
        var asked = Enumerable.Range(0, 100).Select(_ => _view.RefreshAsync(CancellationToken.None)).ToArray();
        await AdvanceUntilAsync(() => Task.WhenAll(asked).IsCompleted);
        Assert.NotNull(_view.OwnerOf(4));
        Assert.InRange(_directory.Reads - before, 1, 3);
    }

    [Fact]
    public async Task Change_Told_IsReadByItself()
    {
        await _view.StartAsync(CancellationToken.None);
        await OtherAsync("other", 1);
        _directory.Tell();
        await AdvanceUntilAsync(() => _view.OwnerOf(1) is not null);
    }

    [Fact]
    public async Task Directory_Unreachable_KeepsWhatWasKnownAndSaysWhy()
    {
        await OtherAsync("other", 2);
        await _view.StartAsync(CancellationToken.None);
        _directory.Fault = new IOException("the database is down");
        await RefreshAsync();
        Assert.NotNull(_view.OwnerOf(2));
        Assert.Equal("the database is down", _view.Problem);
        _directory.Fault = null;
        await RefreshAsync();
        Assert.Null(_view.Problem);
    }

    [Fact]
    public async Task Heartbeat_EntryIsGone_EntersAgain()
    {
        await _view.StartAsync(CancellationToken.None);
        await _directory.LeaveAsync("me", CancellationToken.None);
        await AdvanceUntilAsync(() => _directory.Knows("me"));
        Assert.InRange(_directory.Beats, 1, int.MaxValue);
    }

    [Fact]
    public async Task Read_SiloThatDiedLongAgo_IsTakenOut()
    {
        await OtherAsync("old", 2);
        _directory.SetAge("old", TimeSpan.FromHours(2));
        await _view.StartAsync(CancellationToken.None);
        await RefreshAsync();
        await AdvanceUntilAsync(() => !_directory.Knows("old"));
    }

    [Fact]
    public async Task Stop_TakesThisSiloOut()
    {
        await _view.StartAsync(CancellationToken.None);
        await _view.StopAsync(CancellationToken.None);
        Assert.False(_directory.Knows("me"));
    }

    private static SiloEntry Entry(string id) => new(id, $"{id}:1", "1.0", DateTimeOffset.UnixEpoch);

    private async Task OtherAsync(string id, int partition)
    {
        await _directory.RegisterAsync(Entry(id), CancellationToken.None);
        await _directory.TakeAsync(partition, id, CancellationToken.None);
    }

    private async Task RefreshAsync()
    {
        var refresh = _view.RefreshAsync(CancellationToken.None);
        await AdvanceUntilAsync(() => refresh.IsCompleted);
    }

    private Task AdvanceUntilAsync(Func<bool> condition) => Until.TrueAsync(() =>
    {
        _clock.Advance(TimeSpan.FromMilliseconds(20));
        return condition();
    });
}
