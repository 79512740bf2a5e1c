namespace Tripline.Runtime.Serialization;

/// <summary>The codec of a key and its value, as fields 0 and 1 of a block.</summary>
internal sealed class PairCodec<TKey, TValue> : Codec<KeyValuePair<TKey, TValue>>
{
    /// <inheritdoc/>
    internal override WireKind Kind => WireKind.Block;

    /// <inheritdoc/>
    internal override void Write(WireWriter writer, KeyValuePair<TKey, TValue> value)
    {
        var begin = writer.BeginBlock();
        Fields.Write(writer, 0, value.Key);
        Fields.Write(writer, 1, value.Value);
        writer.EndBlock(begin);
    }

    /// <inheritdoc/>
    internal override KeyValuePair<TKey, TValue> Read(WireReader reader)
    {
        var outer = reader.EnterBlock();
        var key = default(TKey)!;
        var value = default(TValue)!;
        while (reader.NextField())
        {
            switch (reader.FieldId)
            {
                case 0:
                    key = Fields.Read<TKey>(reader);
                    break;
                case 1:
                    value = Fields.Read<TValue>(reader);
                    break;
                default:
                    reader.SkipField();
                    break;
            }
        }

        reader.LeaveBlock(outer);
        return new KeyValuePair<TKey, TValue>(key, value);
    }
}
