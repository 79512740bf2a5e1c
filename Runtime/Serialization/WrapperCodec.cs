namespace Tripline.Runtime.Serialization;

/// <summary>The codec of <see cref="Immutable{T}"/>.</summary>
internal sealed class WrapperCodec<T> : Codec<Immutable<T>>
{
    /// <inheritdoc/>
    internal override WireKind Kind => WireKind.Block;

    /// <inheritdoc/>
    internal override void Write(WireWriter writer, Immutable<T> value)
    {
        var begin = writer.BeginBlock();
        Fields.Write(writer, 0, value.Value);
        writer.EndBlock(begin);
    }

    /// <inheritdoc/>
    internal override Immutable<T> Read(WireReader reader)
    {
        var outer = reader.EnterBlock();
        var value = default(T)!;
        while (reader.NextField())
        {
            if (reader.FieldId == 0)
            {
                value = Fields.Read<T>(reader);
            }
            else
            {
                reader.SkipField();
            }
        }

        reader.LeaveBlock(outer);
        return new Immutable<T>(value);
    }
}
