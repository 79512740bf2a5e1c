namespace Tripline.Runtime.Serialization;

/// <summary>Writes and reads the values of one type, which are not null.</summary>
internal abstract class Codec<T>
{
    /// <summary>How its values lie on the wire.</summary>
    internal abstract WireKind Kind { get; }

    internal abstract void Write(WireWriter writer, T value);

    internal abstract T Read(WireReader reader);
}
