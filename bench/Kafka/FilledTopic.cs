namespace Tripline.Bench.Kafka;

/// <summary>A topic that holds all its records before anybody reads.</summary>
/// <param name="Name">Its name.</param>
/// <param name="WarmUpRecords">Records before the measured ones.</param>
/// <param name="Records">Records that are measured.</param>
/// <param name="Ticks">Ticks in those.</param>
internal sealed record FilledTopic(string Name, long WarmUpRecords, long Records, long Ticks)
{
    /// <summary>Partitions of every topic here.</summary>
    public const int Partitions = 8;
}
