namespace Tripline.Runtime.Remote;

/// <summary>A call to a grain on another silo could not be made, or its answer did not come back.</summary>
public sealed class RemoteCallException : Exception
{
    /// <summary>Says that without more.</summary>
    public RemoteCallException()
        : this("The call to another silo failed.")
    {
    }

    /// <summary>Says what happened.</summary>
    public RemoteCallException(string message)
        : base(message)
    {
    }

    /// <summary>Says what happened, and why.</summary>
    public RemoteCallException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Whether the grain's method may have run nevertheless.</summary>
    public bool MayHaveRun { get; init; }
}
