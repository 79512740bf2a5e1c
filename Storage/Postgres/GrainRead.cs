using Orleans.Runtime;

namespace Tripline.Storage.Postgres;

/// <summary>One grain state that is asked for together with others.</summary>
internal sealed class GrainRead(string stateName, GrainId grainId)
{
    private readonly TaskCompletionSource<(long Version, byte[] State)?> _found =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string StateName => stateName;

    public GrainId GrainId => grainId;

    /// <summary>Ends with what is stored, or with null.</summary>
    public Task<(long Version, byte[] State)?> Found => _found.Task;

    public void Find((long Version, byte[] State)? record) => _found.TrySetResult(record);

    public void Fail(Exception error) => _found.TrySetException(error);
}
