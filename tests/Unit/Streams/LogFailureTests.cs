namespace Tripline.Tests.Unit.Streams;

public sealed class LogFailureTests : IDisposable
{
    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("write")]
    [InlineData("sync")]
    public async Task Append_DiskRefuses_FailsUntilThereIsRoomAndLosesNothing(string failing)
    {
        await using var log = _folder.Open();
        var appender = LogFolder.Appender(log);
        await appender.AppendAsync(LogFolder.Ticks(0, 100), 1, CancellationToken.None);
        log.Files(0).Fault = what => Refuse(what == failing);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var error = await Assert.ThrowsAsync<IOException>(
                () => appender.AppendAsync(LogFolder.Ticks(500, 100), 1, CancellationToken.None).AsTask());
            Assert.Contains("No space left", error.Message, StringComparison.Ordinal);
            Assert.Contains("Free disk space", error.Message, StringComparison.Ordinal);
        }

        Assert.False(log.Health.Writable);
        Assert.Contains("Free disk space", log.Health.Problem, StringComparison.Ordinal);
        Assert.Equal(100, LogFolder.ReadAll(log).Ticks.Count);

        log.Files(0).Fault = null;
        await appender.AppendAsync(LogFolder.Ticks(100, 100), 1, CancellationToken.None);
        Assert.True(log.Health.Writable);
        var (ticks, damage) = LogFolder.ReadAll(log);
        Assert.Empty(damage);
        Assert.Equal(Enumerable.Range(0, 200).Select(n => (long)n), ticks.Select(t => t.Sequence));

        using var crashed = _folder.Crash();
        await using var reopened = crashed.Open();
        Assert.Equal(200, LogFolder.ReadAll(reopened).Ticks.Count);
    }

    [Fact]
    public async Task Append_DiskFullInTheMiddleOfALargeBatch_LeavesNothingOfIt()
    {
        await using var log = _folder.Open();
        var appender = LogFolder.Appender(log);
        await appender.AppendAsync(LogFolder.Ticks(0, 100), CancellationToken.None);
        var writes = 0;
        log.Files(0).Fault = what => Refuse(what == "write" && ++writes > 4);
        await Assert.ThrowsAsync<IOException>(
            () => appender.AppendAsync(LogFolder.Ticks(100, 400_000), CancellationToken.None).AsTask());
        log.Files(0).Fault = null;
        await appender.AppendAsync(LogFolder.Ticks(100, 10), CancellationToken.None);
        Assert.Equal(Enumerable.Range(0, 110).Select(n => (long)n), LogFolder.ReadAll(log).Ticks.Select(t => t.Sequence));
        using var crashed = _folder.Crash();
        await using var reopened = crashed.Open();
        Assert.Equal(110, LogFolder.ReadAll(reopened).Ticks.Count);
    }

    [Fact]
    public async Task Health_RoomIsBackAndNobodyAppends_IsGoodAgain()
    {
        await using var log = _folder.Open();
        log.Files(0).Fault = _ => Refuse(true);
        await Assert.ThrowsAsync<IOException>(
            () => LogFolder.Appender(log).AppendAsync(LogFolder.Ticks(0, 1), CancellationToken.None).AsTask());
        Assert.False(log.Health.Writable);
        log.Files(0).Fault = null;
        await Until.TrueAsync(() => log.Health.Writable);
    }

    [Fact]
    public async Task Append_MoreWaitsThanAllowed_IsRefusedAndTheRestGoesOn()
    {
        var options = _folder.Options();
        options.MaxWaitingBytes = 10_000;
        await using var log = LogFolder.Open(options);
        using var held = new ManualResetEventSlim();
        log.Files(0).Fault = _ => held.Wait(TimeSpan.FromSeconds(30));
        var appender = LogFolder.Appender(log);
        var appends = Enumerable.Range(0, 400)
            .Select(n => appender.AppendAsync(new[] { LogFolder.Tick(n) }, CancellationToken.None).AsTask()).ToList();
        held.Set();
        var refused = 0;
        foreach (var append in appends)
        {
            try
            {
                await append;
            }
            catch (IOException error)
            {
                Assert.Contains("waiting for the disk", error.Message, StringComparison.Ordinal);
                refused++;
            }
        }

        Assert.InRange(refused, 1, 399);
        Assert.Equal(400 - refused, log.Range(0).TickCount);
    }

    private static void Refuse(bool refuse)
    {
        if (refuse)
        {
            throw new IOException("No space left on device");
        }
    }
}
