namespace Tripline.Storage;

/// <summary>Stores grain states, as Orleans' provider interface of this name does. State is kept as UTF-8 JSON.</summary>
public interface IGrainStorage
{
    /// <summary>Fills <paramref name="grainState"/> with what is stored; a missing record gives a new
    /// <typeparamref name="T"/> where it has a parameterless constructor, no version, and RecordExists false.</summary>
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>Stores the state, durable on completion, and sets its new version.</summary>
    /// <exception cref="InconsistentStateException">The version is not the stored one.</exception>
    /// <exception cref="IOException">The store cannot be written; nothing was stored.</exception>
    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>Removes the record, durable on completion.</summary>
    /// <exception cref="InconsistentStateException">The version is not the stored one.</exception>
    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);
}
