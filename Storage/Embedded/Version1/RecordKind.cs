namespace Tripline.Storage.Embedded.Version1;

/// <summary>What a record of the store's log does.</summary>
internal enum RecordKind : byte
{
    /// <summary>Nothing; written to learn whether the disk takes writes again.</summary>
    Probe = 1,

    /// <summary>Sets a key's value.</summary>
    Put = 2,

    /// <summary>Removes a key.</summary>
    Delete = 3,

    /// <summary>Ends a batch of several records; without it none of them counts.</summary>
    BatchEnd = 4,
}
