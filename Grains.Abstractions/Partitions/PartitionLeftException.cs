namespace Tripline;

/// <summary>The silo that was asked does not hold the partition, or no longer: the same request to its new place is
/// right, in a moment.</summary>
[GenerateSerializer, Alias("tripline.partition-left-exception")]
public sealed class PartitionLeftException : Exception
{
    /// <summary>Says only that a partition is not held.</summary>
    public PartitionLeftException()
        : this("The partition is not held here.")
    {
    }

    /// <summary>Says which partition, and why.</summary>
    public PartitionLeftException(int partition, string reason)
        : this($"Partition {partition} is not held by this silo. {reason}")
    {
    }

    /// <summary>Says what is not held.</summary>
    public PartitionLeftException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is not held, and why.</summary>
    public PartitionLeftException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
