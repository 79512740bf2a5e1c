using Npgsql;
using Orleans.Storage;
using Tripline.Storage;
using Tripline.Storage.Candles;
using Tripline.Storage.Checkpoints;
using Tripline.Storage.Postgres;
using Tripline.Storage.Triggers;

namespace Tripline.Tests.Integration.Storage.Postgres;

/// <summary>Two silos on one database; symbols that begin with 'a' belong to partition 0, the others to 1.</summary>
public sealed class FenceTests(SharedPostgres postgres) : IAsyncLifetime
{
    private readonly PartitionFence _oldFence = NewFence();
    private readonly PartitionFence _newFence = NewFence();
    private string _database = null!;
    private PostgresStorage _old = null!;
    private PostgresStorage _new = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await (await postgres.ServerAsync()).CreateDatabaseAsync();
        _old = await StorageOnPostgres.OpenAsync(_database, _oldFence);
        _new = await StorageOnPostgres.OpenAsync(_database, _newFence);
        _oldFence.Hold(0, await _old.Directory.TakeAsync(0, "old", Cancellation));
        _oldFence.Hold(1, await _old.Directory.TakeAsync(1, "old", Cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        await _old.DisposeAsync();
        await _new.DisposeAsync();
    }

    [Fact]
    public async Task Take_AgainAndAgain_EachGenerationIsHigherAndTheLastTakerOwnsIt()
    {
        var generations = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            _new.Directory.TakeAsync(0, $"silo {i}", Cancellation)));

        Assert.Equal(Enumerable.Range(2, 10).Select(i => (long)i), generations.Order());
        var owners = (await _new.Directory.ReadAsync(Cancellation)).Owners;
        Assert.Equal([0, 1], owners.Select(owner => owner.Partition));
        Assert.Equal(11, owners[0].Generation);
        Assert.Equal($"silo {Array.IndexOf(generations, 11)}", owners[0].SiloId);
    }

    [Fact]
    public async Task GrainWrite_ByTwoSilos_IsDecidedByTheVersionWhoeverHoldsThePartition()
    {
        var grain = GrainId.Create("test", "apple/1");
        var state = new GrainState<StoredValue> { State = new StoredValue { Text = "old" } };
        await _old.Grains.WriteStateAsync("state", grain, state);
        await TakeOverAsync(0);
        var taken = new GrainState<StoredValue>(new());
        await _new.Grains.ReadStateAsync("state", grain, taken);

        state.State!.Text = "older";
        await _old.Grains.WriteStateAsync("state", grain, state);
        await Assert.ThrowsAsync<InconsistentStateException>(() => _new.Grains.WriteStateAsync("state", grain, taken));
        await Assert.ThrowsAsync<InconsistentStateException>(() => _new.Grains.ClearStateAsync("state", grain, taken));
        await _new.Grains.ReadStateAsync("state", grain, taken);

        Assert.Equal("older", taken.State!.Text);
        await _new.Grains.WriteStateAsync("state", grain, taken);
    }

    [Fact]
    public async Task GrainWrites_OfTwoSilosAtOnce_LoseNothing()
    {
        const int each = 30;
        var grains = Enumerable.Range(0, 3).Select(n => GrainId.Create("test", $"pear{n}")).ToArray();
        await Task.WhenAll(new[] { _old, _new }.SelectMany(silo => grains.Select(async grain =>
        {
            for (var done = 0; done < each;)
            {
                var state = new GrainState<StoredValue>(new());
                await silo.Grains.ReadStateAsync("state", grain, state);
                state.State ??= new StoredValue();
                state.State.Number++;
                try
                {
                    await silo.Grains.WriteStateAsync("state", grain, state);
                    done++;
                }
                catch (InconsistentStateException)
                {
                    // The other silo was first.
                }
            }
        })));

        foreach (var grain in grains)
        {
            var state = new GrainState<StoredValue>(new());
            await _new.Grains.ReadStateAsync("state", grain, state);
            Assert.Equal(2 * each, state.State!.Number);
        }
    }

    [Fact]
    public async Task Armings_OnePartitionOfTheGroupWasTaken_TheOthersAreStored()
    {
        await TakeOverAsync(0);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            var symbol = i % 2 == 0 ? $"apple{i}" : $"pear{i}";
            var error = await Record.ExceptionAsync(() =>
                _old.Checkpoints.AppendArmingAsync(symbol, new ArmingEntry(1, -1, new byte[1]), Cancellation));
            return (symbol, error);
        }));

        Assert.All(outcomes.Where(o => o.symbol[0] == 'a'), o => Assert.IsType<StaleOwnerException>(o.error));
        Assert.All(outcomes.Where(o => o.symbol[0] == 'p'), o => Assert.Null(o.error));
    }

    [Fact]
    public async Task Checkpoint_PartitionWasTaken_IsRefusedAndNothingOfItIsStored()
    {
        await _old.Checkpoints.WriteAsync(Checkpoint(10, "first"), Cancellation);
        await TakeOverAsync(0);

        var error = await Assert.ThrowsAsync<StaleOwnerException>(() =>
            _old.Checkpoints.WriteAsync(Checkpoint(20, "second"), Cancellation));

        Assert.Equal(0, error.Partition);
        Assert.Equal(10, (await _new.Checkpoints.ReadPartitionAsync(0, Cancellation))!.NextOffset);
        var apple = await _new.Checkpoints.ReadSymbolAsync("apple", Cancellation);
        Assert.Equal("first"u8.ToArray(), apple!.Core.ToArray());
        await _new.Checkpoints.WriteAsync(Checkpoint(30, "third"), Cancellation);
        Assert.Equal(30, (await _new.Checkpoints.ReadPartitionAsync(0, Cancellation))!.NextOffset);
    }

    [Fact]
    public async Task ArmingAndTriggers_PartitionWasTaken_AreRefused()
    {
        await TakeOverAsync(0);

        await Assert.ThrowsAsync<StaleOwnerException>(() =>
            _old.Checkpoints.AppendArmingAsync("apple", new ArmingEntry(1, -1, new byte[1]), Cancellation));
        await Assert.ThrowsAsync<StaleOwnerException>(() => _old.Triggers.AppendAsync(
            "ann", 0, [TriggerAppendTests.Row(1)], [new TriggerMark("apple", 1, 1, 0, 1)], Cancellation));

        Assert.Empty(await _new.Checkpoints.ReadArmingsAsync("apple", 0, Cancellation));
        Assert.Equal(0, await _new.Triggers.ReadLastNumberAsync("ann", Cancellation));
        Assert.Empty(await _new.Triggers.ReadMarksAsync("ann", ["apple"], Cancellation));
    }

    [Fact]
    public async Task Triggers_PartitionOfAMarkWasTaken_AreRefusedAndTheErrorSaysWhich()
    {
        await TakeOverAsync(0);

        var error = await Assert.ThrowsAsync<StaleOwnerException>(() => _old.Triggers.AppendAsync(
            "pat",
            0,
            [TriggerAppendTests.Row(1)],
            [new TriggerMark("pear", 1, 1, 1, 1), new TriggerMark("apple", 1, 1, 0, 1)],
            Cancellation));

        Assert.Equal((0, 1), (error.Partition, error.Generation));
        Assert.Equal(0, await _new.Triggers.ReadLastNumberAsync("pat", Cancellation));
        Assert.Empty(await _new.Triggers.ReadMarksAsync("pat", ["pear"], Cancellation));
        await _old.Triggers.AppendAsync(
            "pat", 0, [TriggerAppendTests.Row(1)], [new TriggerMark("apple", 1, 1, 0, 2)], Cancellation);
    }

    [Fact]
    public async Task Triggers_PartitionOfTheInboxIsHeldByNobodyHere_AreStored()
    {
        _oldFence.Release(1);

        await _old.Triggers.AppendAsync(
            "pat", 0, [TriggerAppendTests.Row(1)], [new TriggerMark("apple", 1, 1, 0, 1)], Cancellation);

        Assert.Equal(1, await _new.Triggers.ReadLastNumberAsync("pat", Cancellation));
    }

    [Fact]
    public async Task Triggers_OneUsersMarkIsStale_OtherUsersOfTheGroupAreStored()
    {
        await TakeOverAsync(0);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Record.ExceptionAsync(() =>
            _old.Triggers.AppendAsync(
                $"pat {i}",
                0,
                [TriggerAppendTests.Row(1)],
                [new TriggerMark("apple", 1, 1, 0, 1 + i % 2)],
                Cancellation)).AsTask()));

        Assert.All(outcomes.Index(), outcome => Assert.Equal(
            outcome.Index % 2 == 0 ? typeof(StaleOwnerException) : null, outcome.Item?.GetType()));
    }

    [Fact]
    public async Task Write_PartitionThatIsNotHeld_IsRefusedAtOnce()
    {
        _oldFence.Release(1);

        var error = await Assert.ThrowsAsync<StaleOwnerException>(() =>
            _old.Checkpoints.AppendArmingAsync("pear", new ArmingEntry(1, -1, new byte[1]), Cancellation));

        Assert.Equal(1, error.Partition);
    }

    [Fact]
    public async Task Write_SingleSiloOnADatabaseThatSeveralShare_IsRefused()
    {
        await using var single = await StorageOnPostgres.OpenAsync(_database);

        await Assert.ThrowsAsync<StaleOwnerException>(() =>
            single.Checkpoints.AppendArmingAsync("apple", new ArmingEntry(1, -1, new byte[1]), Cancellation));
    }

    [Fact]
    public async Task Take_OldOwnerFrozenInTheMiddleOfAWrite_ItsSessionIsEnded()
    {
        await using var frozen = new NpgsqlConnection(_database + ";Pooling=false");
        await frozen.OpenAsync(Cancellation);
        await using var transaction = await frozen.BeginTransactionAsync(Cancellation);
        await using var admitted = new NpgsqlCommand("select tripline.fence('{0}', '{1}')", frozen);
        await admitted.ExecuteNonQueryAsync(Cancellation);

        Assert.Equal(2, await _new.Directory.TakeAsync(0, "new", Cancellation));

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => transaction.CommitAsync(Cancellation));
    }

    private static PartitionFence NewFence() => new(key => key[0] == 'a' ? 0 : 1);

    private static CheckpointWrite Checkpoint(long offset, string core) => new(
        new PartitionCheckpoint(0, offset, 1, new Dictionary<string, long> { ["source"] = offset }),
        [new SymbolCheckpoint("apple", 0, System.Text.Encoding.UTF8.GetBytes(core), 0, [])],
        [new SymbolCandles("apple", [new(60, 60_000 * offset, 1, 1, 1, 1, 1, 1, 1)])]);

    private async Task TakeOverAsync(int partition) =>
        _newFence.Hold(partition, await _new.Directory.TakeAsync(partition, "new", Cancellation));
}
