namespace Tripline.Runtime.Serialization;

/// <summary>How a value lies on the wire, so that a reader that does not know it can skip it.</summary>
internal enum WireKind : byte
{
    /// <summary>A number of seven bits a byte, the last one without the top bit.</summary>
    Varint = 0,

    /// <summary>Eight bytes.</summary>
    Fixed = 1,

    /// <summary>A varint of how many bytes follow.</summary>
    Bytes = 2,

    /// <summary>Four bytes of how many bytes follow: fields, or the items of a collection.</summary>
    Block = 3,
}
