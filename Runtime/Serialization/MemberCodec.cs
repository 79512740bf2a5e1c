namespace Tripline.Runtime.Serialization;

/// <summary>The codec of a type that travels by its members, for values of exactly that type.</summary>
internal sealed class MemberCodec<T> : Codec<T>
{
    private readonly Action<WireWriter, T> _write;
    private readonly Func<WireReader, T> _read;

    public MemberCodec()
    {
        var members = WireMember.Of(typeof(T));
        _write = (Action<WireWriter, T>)MemberEmitter.EmitWrite(typeof(T), members, typeof(T));
        _read = (Func<WireReader, T>)MemberEmitter.EmitRead(typeof(T), members, typeof(T));
    }

    /// <inheritdoc/>
    internal override WireKind Kind => WireKind.Block;

    /// <inheritdoc/>
    internal override void Write(WireWriter writer, T value)
    {
        var begin = writer.BeginBlock();
        _write(writer, value);
        writer.EndBlock(begin);
    }

    /// <inheritdoc/>
    internal override T Read(WireReader reader)
    {
        var outer = reader.EnterBlock();
        var value = _read(reader);
        reader.LeaveBlock(outer);
        return value;
    }
}
