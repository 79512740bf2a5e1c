namespace Tripline.Storage;

/// <summary>A write was refused because this silo does not own the partition that it belongs to, or does no longer:
/// nothing was stored, and the partition must be dropped.</summary>
public sealed class StaleOwnerException : Exception
{
    /// <summary>Says only that a partition has another owner.</summary>
    public StaleOwnerException()
        : this("The partition has another owner.")
    {
    }

    /// <summary>Says what was refused.</summary>
    public StaleOwnerException(string message)
        : base(message)
    {
    }

    /// <summary>Says what was refused, and what the database said.</summary>
    public StaleOwnerException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The partition that has another owner; -1 where it is not known.</summary>
    public int Partition { get; private init; } = -1;

    /// <summary>The generation that was refused; 0 where there was none.</summary>
    public long Generation { get; private init; }

    /// <summary>A write to a partition that this silo does not hold.</summary>
    public static StaleOwnerException NotHeld(int partition) =>
        new($"This silo does not own partition {partition}; nothing was stored.") { Partition = partition };

    /// <summary>A write with a generation that is no longer the partition's.</summary>
    public static StaleOwnerException Taken(int partition, long generation, Exception? cause = null) =>
        new($"Another silo has taken partition {partition} since generation {generation} of it; "
            + "nothing was stored.", cause)
        {
            Partition = partition,
            Generation = generation,
        };
}
