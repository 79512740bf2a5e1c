namespace Tripline.Runtime.Remote;

/// <summary>A grain on another silo threw an exception of a type that is not known here, or that cannot be made again.
/// </summary>
public sealed class RemoteGrainException : Exception
{
    /// <summary>Says that without more.</summary>
    public RemoteGrainException()
        : this("A grain on another silo failed.")
    {
    }

    /// <summary>Says what it said.</summary>
    public RemoteGrainException(string message)
        : base(message)
    {
    }

    /// <summary>Says what it said, and why.</summary>
    public RemoteGrainException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Says what an exception of that type said, and why.</summary>
    public RemoteGrainException(string originalType, string message, Exception? innerException)
        : base($"{originalType}: {message}", innerException) =>
        OriginalType = originalType;

    /// <summary>The full name of the type that it had there; empty when not known.</summary>
    public string OriginalType { get; } = string.Empty;
}
