using System.Text;

namespace Tripline.Tests.Integration.Kafka;

/// <summary>A record for a partition.</summary>
internal sealed record RawRecord(int Partition, byte[]? Value, byte[]? Key = null)
{
    /// <summary>A record of two texts.</summary>
    public static RawRecord Of(int partition, string value, string? key = null) =>
        new(partition, Encoding.UTF8.GetBytes(value), key is null ? null : Encoding.UTF8.GetBytes(key));
}
