namespace Tripline.Bench.Failover;

/// <summary>How partitions were taken while silos came and went, other than from a silo that an event had ended.</summary>
/// <param name="Restarted">Taken by the silo that held them before: somebody ended them in between.</param>
/// <param name="Exchanged">Taken from a silo that lives by another one that was there already: other silos, another
/// placement.</param>
/// <param name="Joined">Taken by a silo that has come, as planned.</param>
internal readonly record struct PartitionChanges(int Restarted, int Exchanged, int Joined)
{
    /// <summary>Both together.</summary>
    public static PartitionChanges operator +(PartitionChanges left, PartitionChanges right) =>
        new(left.Restarted + right.Restarted, left.Exchanged + right.Exchanged, left.Joined + right.Joined);
}
