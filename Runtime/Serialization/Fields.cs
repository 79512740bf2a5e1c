namespace Tripline.Runtime.Serialization;

/// <summary>Writes and reads fields of a block. Null is not written: whoever reads keeps the default.</summary>
internal static class Fields
{
    internal static void Write<T>(WireWriter writer, uint id, T value)
    {
        if (value is not null)
        {
            var codec = Codecs<T>.Instance;
            writer.Tag(id, codec.Kind);
            codec.Write(writer, value);
        }
    }

    /// <summary>Reads the field that the reader found.</summary>
    internal static T Read<T>(WireReader reader)
    {
        var codec = Codecs<T>.Instance;
        reader.Expect(codec.Kind);
        return codec.Read(reader);
    }
}
