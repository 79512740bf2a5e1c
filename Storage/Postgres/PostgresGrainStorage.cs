using System.Globalization;
using System.Text.Json;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Tripline.Storage.Postgres;

/// <summary>Grain states as JSON, each with a version that no earlier state of any grain had.</summary>
internal sealed class PostgresGrainStorage : IGrainStorage, IAsyncDisposable
{
    private readonly PostgresDatabase _database;
    private readonly JsonSerializerOptions _json;
    private readonly GrainReads _reads;
    private readonly GroupCommit<PendingWrite> _writes;
    private long _lastVersion;

    public PostgresGrainStorage(
        PostgresDatabase database,
        GroupCommit<PendingWrite> writes,
        JsonSerializerOptions json)
    {
        _database = database;
        _json = json;
        _reads = new GrainReads(database);
        _writes = writes;
    }

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        // A key that the database cannot hold must not fail what is read together with it.
        PostgresText.Key(grainId.Key.ToString()!);
        if (await _reads.ReadAsync(stateName, grainId) is not var (version, state))
        {
            Forget(grainState);
            return;
        }

        grainState.State = JsonSerializer.Deserialize<T>(state, _json);
        grainState.ETag = Text(version);
        grainState.RecordExists = true;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var version = NextVersion();
        var state = JsonSerializer.SerializeToUtf8Bytes(grainState.State, _json);
        await WriteAsync(stateName, grainId, grainState.ETag, version, state);
        grainState.ETag = Text(version);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await WriteAsync(stateName, grainId, grainState.ETag, NextVersion(), null);
        Forget(grainState);
    }

    public ValueTask DisposeAsync() => _reads.DisposeAsync();

    private static string Text(long version) => version.ToString(CultureInfo.InvariantCulture);

    private static void Forget<T>(IGrainState<T> grainState)
    {
        grainState.State = typeof(T).IsValueType || typeof(T).GetConstructor(Type.EmptyTypes) is not null
            ? Activator.CreateInstance<T>()
            : default;
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private Task WriteAsync(string stateName, GrainId grainId, string? etag, long version, byte[]? state)
    {
        long? expected = null;
        if (etag is not null)
        {
            // A version that is none of ours matches nothing that is stored.
            expected = long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : -1;
        }

        return _writes.WriteAsync(
            new GrainWrite(stateName, grainId, expected, version, state), CancellationToken.None);
    }

    // Microseconds since 1970, but rising with every call: a state that was cleared and stored anew has another version
    // than any that a slow writer may still hold.
    private long NextVersion()
    {
        while (true)
        {
            var last = Volatile.Read(ref _lastVersion);
            var now = (_database.Time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
            var next = Math.Max(now, last + 1);
            if (Interlocked.CompareExchange(ref _lastVersion, next, last) == last)
            {
                return next;
            }
        }
    }
}
