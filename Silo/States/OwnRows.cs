using Npgsql;
using Orleans.Storage;
using Tripline.Storage.Postgres;

namespace Tripline.Silo.States;

/// <summary>Gives each grain class and key a row of its own. Microsoft.Orleans.Persistence.AdoNet leaves the class out,
/// and stores a key that reads as a hexadecimal number or a GUID as that number: DE, de and 0DE would share a row.
/// </summary>
internal sealed class OwnRows(IGrainStorage storage) : IGrainStorage
{
    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <inheritdoc/>
    public Task ReadStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        Told(storage.ReadStateAsync(stateName, Row(grainId), grainState, cancellationToken));

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        Told(storage.WriteStateAsync(stateName, Row(grainId), grainState, cancellationToken));

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        Told(storage.ClearStateAsync(stateName, Row(grainId), grainState, cancellationToken));

    // As everywhere else, a store that is away is an IOException.
    private static async Task Told(Task work)
    {
        try
        {
            await work;
        }
        catch (NpgsqlException failure) when (failure is not PostgresException { IsTransient: false })
        {
            throw new StorageUnavailableException($"The database cannot be reached: {failure.Message}", failure);
        }
    }

    // No number begins with a slash, so the key is taken as the text that it is; and the class stands in it.
    private static GrainId Row(GrainId grain) => GrainId.Create(grain.Type, $"/{grain}");
}
