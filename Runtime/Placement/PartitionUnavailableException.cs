namespace Tripline.Runtime.Placement;

/// <summary>A call found no silo that serves its grain's partition in time. It has not run.</summary>
public sealed class PartitionUnavailableException : Exception
{
    /// <summary>Says that without more.</summary>
    public PartitionUnavailableException()
        : this("No silo serves the grain's partition right now; try again.")
    {
    }

    /// <summary>Says what is not served, and what to do.</summary>
    public PartitionUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is not served, what to do, and why.</summary>
    public PartitionUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Says which partition was not served, for which grain, and for how long the call waited.</summary>
    public PartitionUnavailableException(int partition, string grain, TimeSpan waited)
        : this(
            $"Partition {partition}, where {grain} lives, was served by no silo for {waited.TotalSeconds:0.###} seconds. "
            + "The call has not run. Try again; if it stays so, look at the silos' logs and their directory.") =>
        Partition = partition;

    /// <summary>The partition; -1 when not known.</summary>
    public int Partition { get; } = -1;
}
