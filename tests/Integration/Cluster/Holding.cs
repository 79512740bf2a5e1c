namespace Tripline.Tests.Integration.Cluster;

/// <summary>The partitions that a silo holds at one moment, with the offset that each has come to.</summary>
internal sealed class Holding(IReadOnlyDictionary<int, (long Position, long End)> partitions)
{
    /// <summary>Their numbers.</summary>
    public IEnumerable<int> Numbers => partitions.Keys;

    /// <summary>Whether trades have come in one of them.</summary>
    public bool HasTrades => partitions.Values.Any(partition => partition.Position > 0);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(", ", partitions.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}@{pair.Value.Position}"));
}
