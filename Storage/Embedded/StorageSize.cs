namespace Tripline.Storage.Embedded;

/// <summary>How much an embedded store holds.</summary>
/// <param name="Keys">Number of keys.</param>
/// <param name="IndexBytes">Memory of the key index in bytes.</param>
/// <param name="LiveBytes">Bytes of the log that count.</param>
/// <param name="LogBytes">Bytes of the log.</param>
public sealed record StorageSize(long Keys, long IndexBytes, long LiveBytes, long LogBytes);
