using System.Text.Json;
using Orleans.Storage;
using Tripline.Grains.Symbols;

namespace Tripline.Tests.Grains.Support;

/// <summary>A grain storage whose writes can be made to fail or to wait.</summary>
public sealed class FailingGrains(IGrainStorage inner) : IGrainStorage
{
    /// <summary>Writes that fail from now on.</summary>
    public int Failures { get; set; }

    /// <summary>Bytes of the largest state that was written, as JSON.</summary>
    public int LargestState { get; private set; }

    /// <summary>What writes wait for.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        inner.ReadStateAsync(stateName, grainId, grainState);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await Gate;
        if (Failures-- > 0)
        {
            throw new IOException("The disk is full.");
        }

        LargestState = Math.Max(LargestState, JsonSerializer.SerializeToUtf8Bytes(grainState.State).Length);
        await inner.WriteStateAsync(stateName, grainId, grainState);
    }

    /// <summary>Writes the directory as a version without pages did.</summary>
    public Task StoreOldDirectoryAsync(List<string> symbols) => inner.WriteStateAsync(
        "symbols",
        GrainId.Create("symboldirectory", ISymbolDirectoryGrain.Key),
        new GrainState<SymbolDirectory>(new SymbolDirectory { Symbols = symbols }));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        inner.ClearStateAsync(stateName, grainId, grainState);
}
