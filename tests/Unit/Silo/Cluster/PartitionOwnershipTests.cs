using Tripline.Silo.Cluster;
using Tripline.Storage.Silos;
using Tripline.Tests.Unit.Streams;

namespace Tripline.Tests.Unit.Silo.Cluster;

public sealed class PartitionOwnershipTests : IAsyncDisposable
{
    private readonly ManualClock _clock = new();
    private readonly FakeWork _work = new();
    private readonly FakeGroup _group = new();
    private readonly OwnershipOptions _options = new();
    private readonly RecordedLog<PartitionOwnership> _log = new();
    private readonly PartitionOwnership _ownership;

    public PartitionOwnershipTests() => _ownership = new PartitionOwnership(
        4, _group, _work, _options, _clock, _log);

    public async ValueTask DisposeAsync()
    {
        await _ownership.DisposeAsync();
        Assert.Empty(_work.Faults);
    }

    [Fact]
    public async Task Assigned_TakesFoldsAndServes()
    {
        var caughtUp = Hold("catch up", 1);
        _ownership.Assigned([1]);
        Assert.True(_ownership.HasJoined);
        await StandsAsync(1, PartitionStage.Folding);
        Assert.False(_work.IsServing(1));
        caughtUp.SetResult();
        await StandsAsync(1, PartitionStage.Serving);
        Assert.Equal(["take 1", "start 1", "catch up 1", "serve 1"], _work.Steps);
        Assert.Equal(1, Assert.Single(_ownership.Standings).Generation);
    }

    [Fact]
    public async Task Assigned_OneTakeIsSlow_TheOthersAreServed()
    {
        var take = Hold("take", 0);
        _ownership.Assigned([0, 1, 2]);
        await StandsAsync(1, PartitionStage.Serving);
        await StandsAsync(2, PartitionStage.Serving);
        Assert.Equal(PartitionStage.Taking, _ownership.Standings[0].Stage);
        take.SetResult();
        await StandsAsync(0, PartitionStage.Serving);
    }

    [Fact]
    public async Task Assigned_TakeFails_ShowsWhyAndTriesAgain()
    {
        var failures = 0;
        _work.Before = (step, _, _) => step == "take" && ++failures <= 3
            ? Task.FromException(new IOException("the database is down")) : Task.CompletedTask;
        _ownership.Assigned([0]);
        Assert.Contains("the database is down", _ownership.Standings[0].Problem, StringComparison.Ordinal);
        await AdvanceUntilAsync(() => _work.IsServing(0));
        Assert.Null(_ownership.Standings[0].Problem);
        Assert.Equal(4, failures);
    }

    [Fact]
    public async Task Assigned_PumpCannotStart_LetsGoAndTakesANewGeneration()
    {
        var failures = 0;
        _work.Before = (step, _, _) => step == "start" && ++failures == 1
            ? Task.FromException(new IOException("no checkpoint can be read")) : Task.CompletedTask;
        _ownership.Assigned([0]);
        await AdvanceUntilAsync(() => _work.IsServing(0));
        Assert.Equal(2, _work.HeldGeneration(0));
        Assert.Equal(
            ["take 0", "release 0", "begin leave 0", "stop without checkpoint 0", "close 0", "close 0", "take 0",
                "start 0", "catch up 0", "serve 0"],
            _work.Steps);
    }

    [Fact]
    public async Task Serving_PumpEndsByItself_IsTakenAgain()
    {
        _ownership.Assigned([0]);
        await StandsAsync(0, PartitionStage.Serving);
        _work.EndPump(0);
        await AdvanceUntilAsync(() => _work.IsServing(0) && _work.HeldGeneration(0) == 2);
    }

    [Fact]
    public async Task Revoked_CheckpointsClosesAndReleasesInThatOrder()
    {
        await ServeAsync(2);
        var before = _work.Steps.Count;
        await _ownership.RevokedAsync([2]);
        Assert.Equal(["begin leave 2", "stop 2", "close 2", "release 2"], _work.Steps.Skip(before).Take(4));
        await Until.TrueAsync(() => _ownership.Standings.Count == 0);
    }

    [Fact]
    public async Task Revoked_Together_NoneClosesBeforeAllPumpsStopped()
    {
        await ServeAsync(0, 1);
        var stop = Hold("stop", 1);
        var revoked = _ownership.RevokedAsync([0, 1]);
        await Until.TrueAsync(() => _work.Steps.Contains("stop 0") && _work.Steps.Contains("begin leave 1"));
        Assert.DoesNotContain("close 0", _work.Steps);
        stop.SetResult();
        await revoked;
        Assert.True(_work.Steps.ToList().IndexOf("close 0") > _work.Steps.ToList().IndexOf("stop 1"));
    }

    [Fact]
    public async Task Revoked_PumpHangs_IsGivenUpWithinTheBoundAndNotTakenAgainBeforeItEnds()
    {
        await ServeAsync(0);
        var pump = new TaskCompletionSource();
        _work.Before = (step, _, _) => step == "stop" ? pump.Task : Task.CompletedTask;
        var revoked = _ownership.RevokedAsync([0]);
        Assert.False(revoked.IsCompleted);
        await AdvanceUntilAsync(() => revoked.IsCompleted, _options.LeaveTimeout + TimeSpan.FromSeconds(1));
        Assert.Equal(0, _work.HeldGeneration(0));

        _ownership.Assigned([0]);
        await AdvanceAsync(TimeSpan.FromSeconds(60));
        await StandsAsync(0, PartitionStage.Ending);
        pump.SetResult();
        await StandsAsync(0, PartitionStage.Serving);
    }

    [Fact]
    public async Task Revoked_ActivationsStay_IsGivenUpAndNotTakenAgainBeforeTheyEnd()
    {
        await ServeAsync(0);
        var closes = false;
        _work.Closes = _ => Volatile.Read(ref closes);
        _work.Before = (step, _, _) => step == "close" ? Task.Delay(TimeSpan.FromSeconds(1), _clock, CancellationToken.None) : Task.CompletedTask;
        var revoked = _ownership.RevokedAsync([0]);
        await AdvanceUntilAsync(() => revoked.IsCompleted);
        _ownership.Assigned([0]);
        await AdvanceAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(1, _work.Steps.Count(step => step == "take 0"));
        Volatile.Write(ref closes, true);
        await AdvanceUntilAsync(() => _work.IsServing(0));
    }

    [Fact]
    public async Task Revoked_WhileItIsTaken_LeavesAtOnceWithoutPump()
    {
        _work.Before = (step, _, token) =>
            step == "take" ? Task.Delay(Timeout.InfiniteTimeSpan, _clock, token) : Task.CompletedTask;
        _ownership.Assigned([3]);
        await _ownership.RevokedAsync([3]);
        Assert.Empty(_work.Steps);
        await Until.TrueAsync(() => _ownership.Standings.Count == 0);
    }

    [Fact]
    public async Task Revoked_WhileItFolds_Checkpoints()
    {
        _work.Before = (step, _, token) =>
            step == "catch up" ? Task.Delay(Timeout.InfiniteTimeSpan, _clock, token) : Task.CompletedTask;
        _ownership.Assigned([3]);
        await StandsAsync(3, PartitionStage.Folding);
        await _ownership.RevokedAsync([3]);
        Assert.Equal(["take 3", "start 3", "begin leave 3", "stop 3", "close 3", "release 3"], _work.Steps.Take(6));
    }

    [Fact]
    public async Task Revoked_NotHeld_CompletesAtOnce() => await _ownership.RevokedAsync([0, 3]);

    [Fact]
    public async Task Lost_ReleasesFirstAndWritesNoCheckpoint()
    {
        await ServeAsync(0);
        var before = _work.Steps.Count;
        _ownership.Lost([0]);
        await Until.TrueAsync(() => _ownership.Standings.Count == 0);
        Assert.Equal(
            ["release 0", "begin leave 0", "give up 0", "close 0"], _work.Steps.Skip(before).Take(4));
    }

    [Fact]
    public async Task Lost_WhileItLeaves_GivesTheCheckpointUp()
    {
        await ServeAsync(0);
        _work.Before = (step, _, token) =>
            step == "stop" ? Task.Delay(Timeout.InfiniteTimeSpan, _clock, token) : Task.CompletedTask;
        var revoked = _ownership.RevokedAsync([0]);
        _ownership.Lost([0]);
        await revoked;
        Assert.DoesNotContain("stop 0", _work.Steps);
        Assert.Equal(0, _work.HeldGeneration(0));
    }

    [Fact]
    public async Task Refused_HeldGeneration_DropsAndRejoinsOnce()
    {
        await ServeAsync(0, 1);
        var rejoin = new TaskCompletionSource();
        _group.OnRejoin = () =>
        {
            _ownership.Lost([0, 1]);
            return rejoin.Task;
        };
        _ownership.Refused(0, 1);
        _ownership.Refused(1, 1);
        _ownership.Refused(0, 1);
        await Until.TrueAsync(() => _group.RejoinCount == 1 && _ownership.Standings.Count == 0);
        rejoin.SetResult();
        Assert.Equal(1, _group.RejoinCount);
        Assert.DoesNotContain("stop 0", _work.Steps);

        _ownership.Assigned([0]);
        await StandsAsync(0, PartitionStage.Serving);
        Assert.Equal(2, _work.HeldGeneration(0));
    }

    [Fact]
    public async Task Refused_AnotherLostBeforeItRejoins_RejoinsAllTheSame()
    {
        await ServeAsync(0, 1, 2);
        var rejoin = new TaskCompletionSource();
        _group.OnRejoin = () => rejoin.Task;
        _ownership.Refused(0, 1);
        await Until.TrueAsync(() => _group.RejoinCount == 1);
        _ownership.Refused(1, 1);
        _ownership.Lost([2]);
        rejoin.SetResult();
        await Until.TrueAsync(() => _group.RejoinCount == 2);
    }

    [Fact]
    public async Task Refused_HeldGeneration_SaysWhichPartitionIsDroppedAndWhy()
    {
        await ServeAsync(0);
        _ownership.Refused(0, 1);
        await Until.TrueAsync(() => _ownership.Standings.Count == 0);
        Assert.Contains(_log.Lines, line => line.StartsWith(
            "Partition 0: a write with generation 1 was refused, another silo has taken the partition.",
            StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refused_EarlierGeneration_ChangesNothing()
    {
        await ServeAsync(0);
        _ownership.Refused(0, 0);
        _ownership.Refused(1, 7);
        Assert.Equal(0, _group.RejoinCount);
        Assert.True(_work.IsServing(0));
    }

    [Fact]
    public async Task Saw_HigherGeneration_DropsThatPartitionOnly()
    {
        var take = Hold("take", 2);
        _ownership.Assigned([0, 1, 2]);
        await StandsAsync(0, PartitionStage.Serving);
        await StandsAsync(1, PartitionStage.Serving);
        _ownership.Saw([Owner(0, 2), Owner(1, 1), Owner(2, 5), Owner(99, 5)]);
        await Until.TrueAsync(() => _group.RejoinCount == 1);
        Assert.Equal((false, true), (_work.IsServing(0), _work.IsServing(1)));
        Assert.Contains(_log.Lines, line => line.StartsWith(
            "Partition 0: the directory says that another silo has taken the partition since generation 1.",
            StringComparison.Ordinal));
        take.SetResult();
        await StandsAsync(2, PartitionStage.Serving);

        static PartitionOwner Owner(int partition, long generation) =>
            new(partition, generation, "other", DateTimeOffset.UnixEpoch);
    }

    private async Task ServeAsync(params int[] partitions)
    {
        _ownership.Assigned(partitions);
        foreach (var partition in partitions)
        {
            await StandsAsync(partition, PartitionStage.Serving);
        }
    }

    private TaskCompletionSource Hold(string step, int partition)
    {
        var held = new TaskCompletionSource();
        _work.Before = (name, number, token) =>
            name == step && number == partition ? held.Task.WaitAsync(token) : Task.CompletedTask;
        return held;
    }

    private Task StandsAsync(int partition, PartitionStage stage) => Until.TrueAsync(
        () => _ownership.Standings.Any(standing => standing.Partition == partition && standing.Stage == stage));

    private async Task AdvanceAsync(TimeSpan by)
    {
        for (var passed = TimeSpan.Zero; passed < by; passed += TimeSpan.FromMilliseconds(500))
        {
            _clock.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
        }
    }

    private async Task AdvanceUntilAsync(Func<bool> condition, TimeSpan? bound = null)
    {
        var started = _clock.GetTimestamp();
        await Until.TrueAsync(() =>
        {
            if (bound is null || _clock.GetElapsedTime(started) < bound)
            {
                _clock.Advance(TimeSpan.FromMilliseconds(50));
            }

            return condition();
        });
    }
}
