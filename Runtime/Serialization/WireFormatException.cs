namespace Tripline.Runtime.Serialization;

/// <summary>Bytes from another silo cannot be read.</summary>
public sealed class WireFormatException : Exception
{
    /// <summary>Says that without more.</summary>
    public WireFormatException()
        : this("The bytes are no message that this silo can read.")
    {
    }

    /// <summary>Says what is wrong with them.</summary>
    public WireFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is wrong with them, and how that was found.</summary>
    public WireFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
