namespace Tripline.Bench.Failover;

/// <summary>What one event led to.</summary>
/// <param name="Outage">The longest that a tick waited for its trigger which was produced from the event on, in any partition
/// that the silo had held.</param>
/// <param name="Elsewhere">From the event until triggers of all of them flowed from other silos.</param>
/// <param name="Ended">From the signal that should end the silo, or that woke it, until its process had ended; null where
/// the event is its end.</param>
/// <param name="Changes">What became of the partitions meanwhile.</param>
internal sealed record FailoverRound(TimeSpan Outage, TimeSpan Elsewhere, TimeSpan? Ended, PartitionChanges Changes);
