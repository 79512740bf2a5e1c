using System.Collections.Concurrent;

namespace Tripline.Storage;

/// <summary>What this silo believes to own: the generation that it holds of each partition. What belongs to a symbol's
/// partition (checkpoints, arming entries, the marks of triggers) is written with its generation, and a store that several
/// silos share refuses it once another silo has taken a higher one. All else is kept apart by its own version or
/// number.</summary>
/// <param name="partitionOf">The partition of a symbol.</param>
public sealed class PartitionFence(Func<string, int> partitionOf)
{
    private readonly ConcurrentDictionary<int, long> _generations = new();
    private readonly bool _ownsAll;
    private Action<int, long>? _onRefused;

    private PartitionFence()
        : this(static _ => 0) => _ownsAll = true;

    /// <summary>The fence of a silo that runs alone: it holds generation 0 of every partition, and is refused on a
    /// database whose partitions other silos have taken.</summary>
    public static PartitionFence Single { get; } = new();

    /// <summary>The partition that a symbol belongs to.</summary>
    public int PartitionOf(string symbol) => partitionOf(symbol);

    /// <summary>The generation that this silo holds of a partition.</summary>
    /// <exception cref="StaleOwnerException">It holds none.</exception>
    public long GenerationOf(int partition) =>
        _ownsAll ? 0
        : _generations.TryGetValue(partition, out var generation) ? generation
        : throw StaleOwnerException.NotHeld(partition);

    /// <summary>Notes that this silo has taken a partition with this generation.</summary>
    public void Hold(int partition, long generation) => _generations[partition] = generation;

    /// <summary>Notes that this silo has let a partition go; writes to it are refused from now on.</summary>
    public void Release(int partition) => _generations.TryRemove(partition, out _);

    /// <summary>Whom to tell, with partition and generation, that the store refused a write because another silo has
    /// taken its partition since. Called on the writer's thread; the generation need not be the one that is held now.
    /// </summary>
    public void OnRefused(Action<int, long> callback) => _onRefused = callback;

    /// <summary>The failure of a write that the store refused, after whoever decides about partitions was
    /// told.</summary>
    public StaleOwnerException Refuse(int partition, long generation, Exception? cause = null)
    {
        _onRefused?.Invoke(partition, generation);
        return StaleOwnerException.Taken(partition, generation, cause);
    }
}
