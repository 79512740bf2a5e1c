namespace Tripline.Silo.Cluster;

/// <summary>The steps of holding a partition. Those of one partition are called one after another.</summary>
internal interface IPartitionWork
{
    /// <summary>Takes the partition's next generation; from here on this silo's writes carry it.</summary>
    Task<long> TakeAsync(int partition, CancellationToken cancellationToken);

    /// <summary>Lets the calls of grains in and starts the pump from the checkpoint.</summary>
    Task StartAsync(int partition, long generation, CancellationToken cancellationToken);

    /// <summary>Completes once the pump passed the end that the log had at its start.</summary>
    Task WhenCaughtUpAsync(int partition, CancellationToken cancellationToken);

    /// <summary>Completes when the pump ended, by itself or because it was stopped.</summary>
    Task WhenEndedAsync(int partition);

    /// <summary>Lets all calls in.</summary>
    void Serve(int partition);

    /// <summary>Keeps calls from outside out; those of grains still pass.</summary>
    void BeginLeave(int partition);

    /// <summary>Stops the pump; completes when it has ended.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="withCheckpoint">Whether it finishes what it has in hand and writes a checkpoint.</param>
    /// <param name="giveUp">Gives that up.</param>
    Task StopAsync(int partition, bool withCheckpoint, CancellationToken giveUp);

    /// <summary>Lets nothing in any more and ends the activations. False when some are left after the time.</summary>
    Task<bool> CloseAsync(int partition, TimeSpan timeout);

    /// <summary>From here on this silo's writes to the partition are refused without asking the store.</summary>
    void Release(int partition);
}
