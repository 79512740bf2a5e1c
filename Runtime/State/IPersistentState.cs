namespace Tripline.Runtime;

/// <summary>A grain's stored state: loaded before the grain is activated, written when the grain says so.</summary>
public interface IPersistentState<TState>
{
    /// <summary>The state.</summary>
    TState State { get; set; }

    /// <summary>The version that was read or written last.</summary>
    string? Etag { get; }

    /// <summary>Whether storage holds a record.</summary>
    bool RecordExists { get; }

    /// <summary>Reads the state again.</summary>
    Task ReadStateAsync();

    /// <inheritdoc cref="ReadStateAsync()"/>
    Task ReadStateAsync(CancellationToken cancellationToken);

    /// <summary>Writes the state; durable on completion.</summary>
    Task WriteStateAsync();

    /// <inheritdoc cref="WriteStateAsync()"/>
    Task WriteStateAsync(CancellationToken cancellationToken);

    /// <summary>Removes the stored state.</summary>
    Task ClearStateAsync();

    /// <inheritdoc cref="ClearStateAsync()"/>
    Task ClearStateAsync(CancellationToken cancellationToken);
}
