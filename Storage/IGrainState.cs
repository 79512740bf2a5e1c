namespace Tripline.Storage;

/// <summary>A grain's state with its version, as a storage provider sees it.</summary>
public interface IGrainState<T>
{
    /// <summary>The state itself.</summary>
    T? State { get; set; }

    /// <summary>The version that was read or written last; null when there is no record.</summary>
    string? ETag { get; set; }

    /// <summary>Whether storage holds a record.</summary>
    bool RecordExists { get; set; }
}
