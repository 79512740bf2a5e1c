namespace Tripline.Streams.Log;

/// <summary>What a partition durably holds.</summary>
/// <param name="Begin">Offset of the oldest record that is kept.</param>
/// <param name="End">Offset after the newest durable record.</param>
/// <param name="TickCount">Ticks ever appended up to <paramref name="End"/>, including those retention removed; -1
/// where the log does not count them, as Kafka does not.</param>
public readonly record struct PartitionRange(long Begin, long End, long TickCount);
