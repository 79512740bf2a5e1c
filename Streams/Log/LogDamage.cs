namespace Tripline.Streams.Log;

/// <summary>A stretch of a partition that could not be read as records and was passed over.</summary>
/// <param name="From">Offset of its first byte.</param>
/// <param name="Until">Offset at which reading went on.</param>
/// <param name="Reason">What was found there.</param>
public readonly record struct LogDamage(long From, long Until, string Reason);
