namespace Tripline.Storage.Postgres;

/// <summary>PostgreSQL did not do what was asked of it within its bound: it is down, unreachable, too slow, or cannot
/// write. The call may be made again.</summary>
public sealed class StorageUnavailableException : IOException
{
    /// <summary>Says only that the server is not available.</summary>
    public StorageUnavailableException()
        : this("PostgreSQL is not available.")
    {
    }

    /// <summary>Says what failed.</summary>
    public StorageUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Says what failed, and why.</summary>
    public StorageUnavailableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Whether a write may have been stored all the same: the connection was lost before the answer came, and
    /// the server could not be asked any more. False: nothing was stored.</summary>
    public bool MayHaveBeenStored { get; init; }
}
