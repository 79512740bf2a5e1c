namespace Tripline.Bench.Failover;

/// <summary>What became of partitions while silos came and went.</summary>
/// <param name="Restarted">Still at their silo, but with another generation: somebody ended them in between.</param>
/// <param name="Exchanged">Moved from a silo that lives on to another one that was there already: other silos, another
/// placement.</param>
/// <param name="Joined">Moved from a silo that lives on to one that has come, as planned.</param>
/// <param name="SuperfluousTakes">Generations beyond the one that a move takes.</param>
internal readonly record struct PartitionChanges(long Restarted, long Exchanged, long Joined, long SuperfluousTakes)
{
    /// <summary>Both together.</summary>
    public static PartitionChanges operator +(PartitionChanges left, PartitionChanges right) => new(
        left.Restarted + right.Restarted,
        left.Exchanged + right.Exchanged,
        left.Joined + right.Joined,
        left.SuperfluousTakes + right.SuperfluousTakes);
}
