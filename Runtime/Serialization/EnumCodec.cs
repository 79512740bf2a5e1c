using System.Runtime.CompilerServices;

namespace Tripline.Runtime.Serialization;

/// <summary>The codec of an enumeration; a value that it does not name travels too.</summary>
internal sealed class EnumCodec<T, TNumber> : Codec<T>
    where T : struct, Enum
    where TNumber : struct
{
    private readonly Codec<TNumber> _numbers = Codecs<TNumber>.Instance;

    /// <inheritdoc/>
    internal override WireKind Kind => _numbers.Kind;

    /// <inheritdoc/>
    internal override void Write(WireWriter writer, T value) =>
        _numbers.Write(writer, Unsafe.BitCast<T, TNumber>(value));

    /// <inheritdoc/>
    internal override T Read(WireReader reader) => Unsafe.BitCast<TNumber, T>(_numbers.Read(reader));
}
