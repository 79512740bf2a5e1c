namespace Tripline.Runtime.Serialization;

/// <summary>The codec of a simple type.</summary>
internal sealed class PlainCodec<T>(WireKind kind, Action<WireWriter, T> write, Func<WireReader, T> read) : Codec<T>
{
    /// <inheritdoc/>
    internal override WireKind Kind => kind;

    /// <inheritdoc/>
    internal override void Write(WireWriter writer, T value) => write(writer, value);

    /// <inheritdoc/>
    internal override T Read(WireReader reader) => read(reader);
}
