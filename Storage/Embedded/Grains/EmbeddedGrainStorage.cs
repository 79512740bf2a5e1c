using System.Globalization;
using System.Text.Json;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using Tripline.Storage.Embedded.Log;
using Tripline.Storage.Embedded.Values;

namespace Tripline.Storage.Embedded.Grains;

/// <summary>Grain states as JSON, each with a version number that rises by one a write.</summary>
internal sealed class EmbeddedGrainStorage(LogStore store, JsonSerializerOptions json) : IGrainStorage
{
    private const byte Version = 1;
    private const int LockCount = 1024;
    private readonly SemaphoreSlim[] _locks =
        [.. Enumerable.Range(0, LockCount).Select(_ => new SemaphoreSlim(1, 1))];

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (!store.TryRead(StoreKey.GrainState(stateName, grainId), out var value))
        {
            Forget(grainState);
            return Task.CompletedTask;
        }

        var reader = new ValueReader(value.Span);
        reader.Version(Version);
        grainState.ETag = Text(reader.Number());
        grainState.State = JsonSerializer.Deserialize<T>(reader.Rest, json);
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var state = JsonSerializer.SerializeToUtf8Bytes(grainState.State, json);
        var next = await ChangeAsync(stateName, grainId, grainState.ETag, (batch, version) => batch.Put(
            StoreKey.GrainState(stateName, grainId),
            new ValueWriter().Byte(Version).Number(version).Bytes(state).Span));
        grainState.ETag = Text(next);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await ChangeAsync(
            stateName, grainId, grainState.ETag, (batch, _) => batch.Delete(StoreKey.GrainState(stateName, grainId)));
        Forget(grainState);
    }

    private async Task<long> ChangeAsync(string stateName, GrainId grainId, string? etag, Action<LogBatch, long> change)
    {
        var gate = _locks[HashCode.Combine(stateName, grainId) & (LockCount - 1)];
        await gate.WaitAsync();
        try
        {
            var stored = StoredVersion(stateName, grainId);
            var storedEtag = stored == 0 ? null : Text(stored);
            if (storedEtag != etag)
            {
                throw new InconsistentStateException(
                    $"State {stateName} of {grainId} is stored in version {storedEtag ?? "none"}; the writer has "
                    + $"version {etag ?? "none"}.",
                    storedEtag!,
                    etag!);
            }

            var batch = new LogBatch();
            change(batch, stored + 1);
            await store.WriteAsync(batch, CancellationToken.None);
            return stored + 1;
        }
        finally
        {
            gate.Release();
        }
    }

    private long StoredVersion(string stateName, GrainId grainId)
    {
        if (!store.TryRead(StoreKey.GrainState(stateName, grainId), out var value))
        {
            return 0;
        }

        var reader = new ValueReader(value.Span);
        reader.Version(Version);
        return reader.Number();
    }

    private static void Forget<T>(IGrainState<T> grainState)
    {
        grainState.State = HasDefaultConstructor<T>.Value ? Activator.CreateInstance<T>() : default;
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private static string Text(long version) => version.ToString(CultureInfo.InvariantCulture);

    private static class HasDefaultConstructor<T>
    {
        public static readonly bool Value = typeof(T).IsValueType || typeof(T).GetConstructor(Type.EmptyTypes) is not null;
    }
}
