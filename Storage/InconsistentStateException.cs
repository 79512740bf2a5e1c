namespace Tripline.Storage;

/// <summary>A state was written on top of a version that is no longer the stored one.</summary>
public sealed class InconsistentStateException(string message, string? storedEtag, string? currentEtag)
    : Exception(message)
{
    /// <summary>Says only that versions differ.</summary>
    public InconsistentStateException()
        : this("The state has a newer version than the one written.", null, null)
    {
    }

    /// <summary>Says what is inconsistent.</summary>
    public InconsistentStateException(string message)
        : this(message, null, null)
    {
    }

    /// <summary>Says what is inconsistent; the cause is dropped into the message's exception chain.</summary>
    public InconsistentStateException(string message, Exception innerException)
        : this($"{message} ({innerException.Message})", null, null)
    {
    }

    /// <summary>The version that storage holds.</summary>
    public string? StoredEtag { get; } = storedEtag;

    /// <summary>The version that the writer had.</summary>
    public string? CurrentEtag { get; } = currentEtag;
}
