using Orleans.Storage;
using Tripline.Storage.Postgres;

namespace Tripline.Tests.Integration.Storage.Postgres;

public sealed class GrainStateTests(SharedPostgres postgres) : IAsyncLifetime
{
    private PostgresStorage _storage = null!;

    public async ValueTask InitializeAsync() =>
        _storage = await StorageOnPostgres.OpenAsync(await (await postgres.ServerAsync()).CreateDatabaseAsync());

    public ValueTask DisposeAsync() => _storage.DisposeAsync();

    [Fact]
    public async Task Write_ManyGrainsAtOnce_EachReadsItsOwn()
    {
        var states = await Task.WhenAll(Enumerable.Range(0, 2_000).Select(async i =>
        {
            var state = new GrainState<StoredValue> { State = new StoredValue { Text = $"text {i}", Number = i / 7.0 } };
            await _storage.Grains.WriteStateAsync("state", Grain(i), state);
            state.State = new StoredValue { Text = $"newer {i}", Number = i / 3.0 };
            await _storage.Grains.WriteStateAsync("state", Grain(i), state);
            return state;
        }));

        for (var i = 0; i < states.Length; i += 97)
        {
            var read = new GrainState<StoredValue>(new());
            await _storage.Grains.ReadStateAsync("state", Grain(i), read);
            Assert.Equal($"newer {i}", read.State!.Text);
            Assert.Equal(i / 3.0, read.State.Number);
            Assert.Equal(states[i].ETag, read.ETag);
        }
    }

    [Fact]
    public async Task Write_SameVersionFromManyWritersAtOnce_OneWinsAndTheOthersAreTold()
    {
        var first = new GrainState<StoredValue>(new());
        await _storage.Grains.WriteStateAsync("state", Grain(0), first);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            var mine = new GrainState<StoredValue> { ETag = first.ETag, State = new StoredValue { Number = i } };
            var error = await Record.ExceptionAsync(() => _storage.Grains.WriteStateAsync("state", Grain(0), mine));
            return (mine, error);
        }));

        var (winner, _) = Assert.Single(outcomes, outcome => outcome.error is null);
        Assert.All(outcomes.Where(o => o.error is not null), outcome =>
        {
            var error = Assert.IsType<InconsistentStateException>(outcome.error);
            Assert.Equal(winner.ETag, error.StoredEtag);
            Assert.Equal(first.ETag, error.CurrentEtag);
        });
    }

    [Fact]
    public async Task Write_OnAVersionFromBeforeTheRecordWasClearedAndMadeAnew_IsRefused()
    {
        var old = new GrainState<StoredValue>(new());
        await _storage.Grains.WriteStateAsync("state", Grain(0), old);
        var clearing = new GrainState<StoredValue>(new()) { ETag = old.ETag };
        await _storage.Grains.ClearStateAsync("state", Grain(0), clearing);
        await _storage.Grains.WriteStateAsync("state", Grain(0), clearing);

        await Assert.ThrowsAsync<InconsistentStateException>(() =>
            _storage.Grains.WriteStateAsync("state", Grain(0), old));
    }

    [Fact]
    public async Task Write_KeyThatTheDatabaseCannotHold_IsRefusedAndOthersAreStored()
    {
        var good = _storage.Grains.WriteStateAsync("state", Grain(1), new GrainState<StoredValue>(new()));

        await Assert.ThrowsAsync<ArgumentException>(() =>
            _storage.Grains.WriteStateAsync(
                "state", GrainId.Create("test", "a\0b"), new GrainState<StoredValue>(new())));
        await good;
    }

    private static GrainId Grain(int number) => GrainId.Create("test", $"SYM{number}/alert");
}
