namespace Tripline.Silo.Composition;

/// <summary>Orleans' storage of grain states over the silo's own, which stores them with group commit.</summary>
internal sealed class StoredGrainStates(Storage.IGrainStorage store) : Orleans.Storage.IGrainStorage
{
    /// <summary>That of a silo's services, under any name.</summary>
    public static StoredGrainStates Of(IServiceProvider services, string name) =>
        new(services.GetRequiredService<Storage.IGrainStorage>());

    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, Orleans.Runtime.GrainId grainId, Orleans.IGrainState<T> grainState) =>
        AsOrleansDoes(slot => store.ReadStateAsync(stateName, Key(grainId), slot), grainState);

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, Orleans.Runtime.GrainId grainId, Orleans.IGrainState<T> grainState) =>
        AsOrleansDoes(slot => store.WriteStateAsync(stateName, Key(grainId), slot), grainState);

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, Orleans.Runtime.GrainId grainId, Orleans.IGrainState<T> grainState) =>
        AsOrleansDoes(slot => store.ClearStateAsync(stateName, Key(grainId), slot), grainState);

    private static Storage.GrainId Key(Orleans.Runtime.GrainId grain) =>
        new(grain.Type.ToString()!, grain.Key.ToString()!);

    // Orleans ends an activation whose state is no longer the stored one, and knows it by its own exception.
    private static async Task AsOrleansDoes<T>(Func<Slot<T>, Task> work, Orleans.IGrainState<T> state)
    {
        try
        {
            await work(new Slot<T>(state));
        }
        catch (Storage.InconsistentStateException stale)
        {
            throw new Orleans.Storage.InconsistentStateException(
                stale.Message, stale.StoredEtag ?? "none", stale.CurrentEtag ?? "none", stale);
        }
    }

    private sealed class Slot<T>(Orleans.IGrainState<T> state) : Storage.IGrainState<T>
    {
        public T? State { get => state.State; set => state.State = value!; }

        public string? ETag { get => state.ETag; set => state.ETag = value!; }

        public bool RecordExists { get => state.RecordExists; set => state.RecordExists = value; }
    }
}
