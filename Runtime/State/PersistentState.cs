using Tripline.Runtime.Activations;
using Tripline.Storage;

namespace Tripline.Runtime.State;

/// <summary>A grain's state over a storage provider. A write that finds another version than it read ends the activation,
/// so that the next call reads anew.</summary>
internal sealed class PersistentState<TState>(GrainActivation activation, IGrainStorage storage, string stateName)
    : PersistentStateBase, IPersistentState<TState>, IGrainState<TState>
{
    private readonly GrainId _grainId = new(activation.Class.Name, activation.Key);
    private readonly IGrainStorage _storage = storage;
    private readonly string _stateName = stateName;
    private TState? _state;

    /// <inheritdoc/>
    public TState State
    {
        get => _state!;
        set => _state = value;
    }

    /// <inheritdoc/>
    public string? Etag { get; private set; }

    /// <inheritdoc/>
    public bool RecordExists { get; private set; }

    TState? IGrainState<TState>.State
    {
        get => _state;
        set => _state = value;
    }

    string? IGrainState<TState>.ETag
    {
        get => Etag;
        set => Etag = value;
    }

    bool IGrainState<TState>.RecordExists
    {
        get => RecordExists;
        set => RecordExists = value;
    }

    /// <inheritdoc/>
    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    /// <inheritdoc/>
    public async Task ReadStateAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await _storage.ReadStateAsync(_stateName, _grainId, this);
        if (_state is null && typeof(TState).GetConstructor(Type.EmptyTypes) is not null)
        {
            _state = Activator.CreateInstance<TState>();
        }
    }

    /// <inheritdoc/>
    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    /// <inheritdoc/>
    public Task WriteStateAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ChangeAsync(static state => state._storage.WriteStateAsync(state._stateName, state._grainId, state));
    }

    /// <inheritdoc/>
    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    /// <inheritdoc/>
    public Task ClearStateAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ChangeAsync(static state => state._storage.ClearStateAsync(state._stateName, state._grainId, state));
    }

    /// <inheritdoc/>
    internal override Task LoadAsync() => ReadStateAsync();

    private async Task ChangeAsync(Func<PersistentState<TState>, Task> change)
    {
        try
        {
            await change(this);
        }
        catch (InconsistentStateException failure)
        {
            activation.Deactivate(new DeactivationReason(
                DeactivationReasonCode.ApplicationError, failure, $"The state '{_stateName}' is not the stored one."));
            throw;
        }
    }
}
