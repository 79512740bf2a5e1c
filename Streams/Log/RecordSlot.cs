namespace Tripline.Streams.Log;

/// <summary>Where one record lies in a run's buffer.</summary>
/// <param name="Offset">The record's offset in the log.</param>
/// <param name="Start">First byte in the buffer.</param>
/// <param name="Length">Bytes of the record.</param>
/// <param name="FirstIndex">Index of its first tick in the log's record, where that is given in several parts.</param>
public readonly record struct RecordSlot(long Offset, int Start, int Length, int FirstIndex = 0);
