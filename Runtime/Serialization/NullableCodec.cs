namespace Tripline.Runtime.Serialization;

/// <summary>The codec of a value that may be missing, where it is not.</summary>
internal sealed class NullableCodec<T> : Codec<T?>
    where T : struct
{
    private readonly Codec<T> _values = Codecs<T>.Instance;

    /// <inheritdoc/>
    internal override WireKind Kind => _values.Kind;

    /// <inheritdoc/>
    internal override void Write(WireWriter writer, T? value) => _values.Write(writer, value!.Value);

    /// <inheritdoc/>
    internal override T? Read(WireReader reader) => _values.Read(reader);
}
