namespace Tripline.Storage.Silos;

/// <summary>Tells which silos there are and which of them owns each partition. All silos of a cluster share one.
/// </summary>
public interface ISiloDirectory
{
    /// <summary>Enters this silo, or enters it anew with another address; counts as a heartbeat.</summary>
    /// <exception cref="IOException">The directory cannot be reached.</exception>
    Task RegisterAsync(SiloEntry silo, CancellationToken cancellationToken);

    /// <summary>Says that a silo lives. Returns false when it is not entered (any more): register again.</summary>
    /// <exception cref="IOException">The directory cannot be reached.</exception>
    Task<bool> HeartbeatAsync(string siloId, CancellationToken cancellationToken);

    /// <summary>Takes a silo out. What it owned stays its own until another silo takes it.</summary>
    /// <exception cref="IOException">The directory cannot be reached.</exception>
    Task LeaveAsync(string siloId, CancellationToken cancellationToken);

    /// <summary>Everything that is entered, as of one moment.</summary>
    /// <exception cref="IOException">The directory cannot be reached.</exception>
    Task<DirectoryView> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Makes a silo the owner of a partition: from now on writes with earlier generations are refused.</summary>
    /// <returns>The new generation; hand it to <see cref="PartitionFence.Hold"/>.</returns>
    /// <exception cref="IOException">The directory cannot be reached; the partition may have been taken all the same.
    /// </exception>
    Task<long> TakeAsync(int partition, string siloId, CancellationToken cancellationToken);

    /// <summary>Enters how many partitions the symbols are spread over, unless a number is entered. Returns the one that
    /// is: with another one a silo must not go on, for state and positions mean nothing under it.</summary>
    /// <exception cref="IOException">The directory cannot be reached.</exception>
    Task<int> AgreeOnPartitionsAsync(int partitionCount, CancellationToken cancellationToken);

    /// <summary>Completes soon after a silo was entered, left or took a partition, if that is not covered by a
    /// completion before; at the latest after <paramref name="atMost"/>. Changes are told as a courtesy only: a reader
    /// that must know reads again from time to time.</summary>
    Task WaitForChangeAsync(TimeSpan atMost, CancellationToken cancellationToken);
}
