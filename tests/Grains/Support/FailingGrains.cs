using Tripline.Storage;
using GrainId = Tripline.Storage.GrainId;

namespace Tripline.Tests.Grains.Support;

/// <summary>A grain storage whose writes can be made to fail or to wait.</summary>
public sealed class FailingGrains(IGrainStorage inner) : IGrainStorage
{
    /// <summary>Writes that fail from now on.</summary>
    public int Failures { get; set; }

    /// <summary>What writes wait for.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, Storage.IGrainState<T> grainState) =>
        inner.ReadStateAsync(stateName, grainId, grainState);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, Storage.IGrainState<T> grainState)
    {
        await Gate;
        if (Failures-- > 0)
        {
            throw new IOException("The disk is full.");
        }

        await inner.WriteStateAsync(stateName, grainId, grainState);
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, Storage.IGrainState<T> grainState) =>
        inner.ClearStateAsync(stateName, grainId, grainState);
}
