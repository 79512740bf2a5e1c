namespace Tripline.Runtime.Serialization;

/// <summary>The codec of a collection of one kind of item.</summary>
internal sealed class ItemsCodec<TCollection, T>(
    Func<TCollection, int> count, Func<TCollection, IEnumerable<T>> open, Func<T[], TCollection> make) : Codec<TCollection>
{
    private const byte MayBeNull = 0x80;
    private const int FirstCapacity = 64;

    /// <inheritdoc/>
    internal override WireKind Kind => WireKind.Block;

    /// <inheritdoc/>
    internal override void Write(WireWriter writer, TCollection value)
    {
        var items = Codecs<T>.Instance;
        var begin = writer.BeginBlock();
        writer.Varint((uint)count(value));
        writer.Byte((byte)((byte)items.Kind | (default(T) is null ? MayBeNull : 0)));
        foreach (var item in open(value))
        {
            if (default(T) is null)
            {
                writer.Byte(item is null ? (byte)0 : (byte)1);
            }

            if (item is not null)
            {
                items.Write(writer, item);
            }
        }

        writer.EndBlock(begin);
    }

    /// <inheritdoc/>
    internal override TCollection Read(WireReader reader)
    {
        var codec = Codecs<T>.Instance;
        var outer = reader.EnterBlock();
        var length = reader.Varint();
        var form = reader.Byte();
        if ((form & ~MayBeNull) != (byte)codec.Kind)
        {
            throw WireReader.Malformed($"items are of the form {form} where {codec.Kind} is expected");
        }

        // The least item takes a byte.
        if (length > (uint)reader.Remaining)
        {
            throw WireReader.Malformed($"{length} items are announced in {reader.Remaining} bytes");
        }

        var items = new T[Math.Min((int)length, FirstCapacity)];
        for (var index = 0; index < (int)length; index++)
        {
            if (index == items.Length)
            {
                Array.Resize(ref items, (int)Math.Min((long)length, items.Length * 2L));
            }

            if ((form & MayBeNull) == 0 || reader.Byte() != 0)
            {
                items[index] = codec.Read(reader);
            }
        }

        reader.LeaveBlock(outer);
        return make(items);
    }
}
