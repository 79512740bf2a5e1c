using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Tripline.Storage;

namespace Tripline.Tests.Grains.Runtime;

/// <summary>Keeps grain states in memory, with versions.</summary>
public sealed class MemoryStorage : IGrainStorage
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<(string State, GrainId Id), (string Json, int Version)> _records = new();

    public int ReadCount { get; private set; }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_gate)
        {
            ReadCount++;
            grainState.RecordExists = _records.TryGetValue((stateName, grainId), out var record);
            grainState.State = grainState.RecordExists
                ? JsonSerializer.Deserialize<T>(record.Json)
                : Activator.CreateInstance<T>();
            grainState.ETag = grainState.RecordExists ? Text(record.Version) : null;
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_gate)
        {
            var version = CheckVersion(stateName, grainId, grainState.ETag) + 1;
            _records[(stateName, grainId)] = (JsonSerializer.Serialize(grainState.State), version);
            grainState.ETag = Text(version);
            grainState.RecordExists = true;
        }

        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_gate)
        {
            CheckVersion(stateName, grainId, grainState.ETag);
            _records.TryRemove((stateName, grainId), out _);
            grainState.ETag = null;
            grainState.RecordExists = false;
            grainState.State = Activator.CreateInstance<T>();
        }

        return Task.CompletedTask;
    }

    /// <summary>Writes as somebody else would: the version moves on.</summary>
    public void Overwrite<T>(string stateName, GrainId grainId, T state)
    {
        lock (_gate)
        {
            _records.TryGetValue((stateName, grainId), out var record);
            _records[(stateName, grainId)] = (JsonSerializer.Serialize(state), record.Version + 1);
        }
    }

    private static string Text(int version) => version.ToString(CultureInfo.InvariantCulture);

    private int CheckVersion(string stateName, GrainId grainId, string? etag)
    {
        var stored = _records.TryGetValue((stateName, grainId), out var record) ? Text(record.Version) : null;
        return stored == etag
            ? record.Version
            : throw new InconsistentStateException("The version is not the stored one.", stored, etag);
    }
}
