using Orleans.Storage;

namespace Tripline.Tests.Storage.Contract;

public abstract class GrainStorageContract : StorageContract
{
    private static readonly GrainId Grain = GrainId.Create("AlertGrain", "SPY/01J9");

    [Fact]
    public async Task Read_NothingStored_GivesANewStateWithoutVersion()
    {
        var record = new GrainState<ProbeState> { State = null, ETag = "7", RecordExists = true };
        await Host.Grains.ReadStateAsync("alert", Grain, record);
        Assert.NotNull(record.State);
        Assert.Null(record.ETag);
        Assert.False(record.RecordExists);
    }

    [Fact]
    public async Task Write_ThenRestart_ReadGivesStateAndVersion()
    {
        var written = new GrainState<ProbeState> { State = Sample("ä€𝄞", 0.1 + 0.2) };
        await Host.Grains.WriteStateAsync("alert", Grain, written);
        Assert.NotNull(written.ETag);
        Assert.True(written.RecordExists);

        await Host.RestartAsync();
        var read = await ReadAsync("alert", Grain);
        Assert.Equal(written.ETag, read.ETag);
        Assert.True(read.RecordExists);
        Assert.Equivalent(written.State, read.State, strict: true);
    }

    [Fact]
    public async Task Write_Again_ChangesTheVersion()
    {
        var record = await StoreAsync(Sample("one", 1));
        var first = record.ETag;
        record.State!.Name = "two";
        await Host.Grains.WriteStateAsync("alert", Grain, record);
        Assert.NotEqual(first, record.ETag);
        Assert.Equal("two", (await ReadAsync("alert", Grain)).State!.Name);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.Epsilon)]
    [InlineData(-0.0)]
    [InlineData(12345678901.2345)]
    public async Task Write_AnyDouble_ReadGivesTheSameBits(double level)
    {
        await StoreAsync(Sample("level", level));
        var read = (await ReadAsync("alert", Grain)).State!.Level;
        Assert.Equal(BitConverter.DoubleToInt64Bits(level), BitConverter.DoubleToInt64Bits(read));
    }

    [Fact]
    public async Task Write_StaleVersion_ThrowsWithBothVersionsAndStoresNothing()
    {
        var stale = await StoreAsync(Sample("one", 1));
        var fresh = await ReadAsync("alert", Grain);
        fresh.State!.Name = "two";
        await Host.Grains.WriteStateAsync("alert", Grain, fresh);

        var before = stale.ETag;
        stale.State!.Name = "three";
        var thrown = await Assert.ThrowsAsync<InconsistentStateException>(
            () => Host.Grains.WriteStateAsync("alert", Grain, stale));
        Assert.Equal(fresh.ETag, thrown.StoredEtag);
        Assert.Equal(before, thrown.CurrentEtag);
        Assert.Equal(before, stale.ETag);
        Assert.Equal("two", (await ReadAsync("alert", Grain)).State!.Name);
    }

    [Fact]
    public async Task Write_WithoutVersionOverARecord_Throws()
    {
        await StoreAsync(Sample("one", 1));
        await Assert.ThrowsAsync<InconsistentStateException>(
            () => Host.Grains.WriteStateAsync("alert", Grain, new GrainState<ProbeState>(new())));
    }

    [Fact]
    public async Task Write_WithVersionWhereNothingIsStored_Throws()
    {
        var thrown = await Assert.ThrowsAsync<InconsistentStateException>(
            () => Host.Grains.WriteStateAsync("alert", Grain, new GrainState<ProbeState>(new()) { ETag = "3" }));
        Assert.Null(thrown.StoredEtag);
        Assert.Equal("3", thrown.CurrentEtag);
    }

    [Fact]
    public async Task Write_ManyAtOnceOnOneVersion_ExactlyOneWins()
    {
        var first = await StoreAsync(Sample("one", 1));
        var attempts = Enumerable.Range(0, 32).Select(async i =>
        {
            var mine = new GrainState<ProbeState> { State = Sample($"writer {i}", i), ETag = first.ETag, RecordExists = true };
            try
            {
                await Task.Run(() => Host.Grains.WriteStateAsync("alert", Grain, mine));
                return mine;
            }
            catch (InconsistentStateException)
            {
                return null;
            }
        });
        var winner = Assert.Single(await Task.WhenAll(attempts), record => record is not null);
        Assert.Equal(winner!.State!.Name, (await ReadAsync("alert", Grain)).State!.Name);
    }

    [Fact]
    public async Task Clear_ThenRestart_NothingIsStored()
    {
        var record = await StoreAsync(Sample("one", 1));
        await Host.Grains.ClearStateAsync("alert", Grain, record);
        Assert.False(record.RecordExists);
        Assert.Null(record.ETag);
        await Host.RestartAsync();
        Assert.False((await ReadAsync("alert", Grain)).RecordExists);
        await StoreAsync(Sample("again", 2));
        Assert.Equal("again", (await ReadAsync("alert", Grain)).State!.Name);
    }

    [Fact]
    public async Task Clear_StaleVersion_ThrowsAndKeepsTheRecord()
    {
        var stale = await StoreAsync(Sample("one", 1));
        var fresh = await ReadAsync("alert", Grain);
        await Host.Grains.WriteStateAsync("alert", Grain, fresh);
        await Assert.ThrowsAsync<InconsistentStateException>(() => Host.Grains.ClearStateAsync("alert", Grain, stale));
        Assert.True((await ReadAsync("alert", Grain)).RecordExists);
    }

    [Fact]
    public async Task Write_NamesThatRunIntoEachOther_StayApart()
    {
        (string State, GrainId Grain)[] names =
        [
            ("a", GrainId.Create("b", "cd")), ("a", GrainId.Create("bc", "d")), ("ab", GrainId.Create("c", "d")),
            ("a", GrainId.Create("b", "c/d")), ("a", GrainId.Create("b", "CD")),
        ];
        foreach (var (state, grain) in names)
        {
            await Host.Grains.WriteStateAsync(state, grain, new GrainState<ProbeState> { State = Sample($"{state}:{grain}", 1) });
        }

        foreach (var (state, grain) in names)
        {
            Assert.Equal($"{state}:{grain}", (await ReadAsync(state, grain)).State!.Name);
        }
    }

    private static ProbeState Sample(string name, double level) =>
        new() { Name = name, Level = level, Day = DayOfWeek.Friday, Numbers = [long.MinValue, 0, long.MaxValue] };

    private async Task<GrainState<ProbeState>> StoreAsync(ProbeState state)
    {
        var record = await ReadAsync("alert", Grain);
        record.State = state;
        await Host.Grains.WriteStateAsync("alert", Grain, record);
        return record;
    }

    private async Task<GrainState<ProbeState>> ReadAsync(string stateName, GrainId grain)
    {
        var record = new GrainState<ProbeState>(new());
        await Host.Grains.ReadStateAsync(stateName, grain, record);
        return record;
    }
}
