using System.Collections.Concurrent;

namespace Tripline.Streams.Pump;

/// <summary>Runs the pumps of the partitions that this silo holds, all of them or one by one, and retention beside
/// them.</summary>
public sealed class PumpHost(PumpServices services) : ISourceSequences, IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, PartitionPump> _pumps = new();
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Action<int, long>? _onStale;
    private ITimer? _retention;
    private int _isDisposed;

    /// <summary>How far each partition that is held is, in order of their numbers.</summary>
    /// <remarks>Of a copy: to sort a dictionary throws when it grows meanwhile.</remarks>
    public IReadOnlyList<PartitionStatus> Statuses =>
        [.. _pumps.ToArray().OrderBy(pair => pair.Key).Select(pair => pair.Value.Status)];

    /// <summary>Whom to tell, with partition and generation, when a pump ended because another silo has taken its
    /// partition; set before the first start. <see cref="StopAsync(int, bool, CancellationToken)"/> still takes the
    /// pump away.</summary>
    public void OnStale(Action<int, long> callback) => _onStale = callback;

    /// <summary>Says that partitions come and go one by one from now on, and starts retention.</summary>
    public void Begin()
    {
        var interval = services.Options.RetentionInterval;
        _retention = services.Time.CreateTimer(_ => Trim(), null, interval, interval);
        _begun.TrySetResult();
    }

    /// <summary>Completes once the pump of a partition passed the end that its log had at the start; never when it is
    /// stopped before.</summary>
    public Task WhenCaughtUpAsync(int partition, CancellationToken cancellationToken) =>
        _pumps.TryGetValue(partition, out var pump)
            ? pump.CaughtUp.WaitAsync(cancellationToken)
            : Task.FromException(new InvalidOperationException($"The pump of partition {partition} does not run."));

    /// <summary>Completes when the pump of a partition has ended, by itself or because it was stopped; at once when
    /// there is none.</summary>
    public Task WhenEndedAsync(int partition) =>
        _pumps.TryGetValue(partition, out var pump) ? pump.Ended : Task.CompletedTask;

    /// <summary>Completes once every pump that was started at the beginning passed the end that its log had
    /// then.</summary>
    public async Task WhenCaughtUpAsync(CancellationToken cancellationToken)
    {
        await _begun.Task.WaitAsync(cancellationToken);
        await Task.WhenAll(_pumps.Values.Select(pump => pump.CaughtUp)).WaitAsync(cancellationToken);
    }

    /// <summary>Reads the checkpoints and starts the pumps of all partitions, on a silo that runs alone.</summary>
    /// <exception cref="InvalidDataException">Log and checkpoints do not belong together.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(Enumerable.Range(0, services.Log.PartitionCount)
            .Select(partition => StartAsync(partition, generation: 0, cancellationToken)));
        Begin();
    }

    /// <summary>Reads the checkpoint of one partition and starts its pump.</summary>
    /// <exception cref="InvalidDataException">Log and checkpoint do not belong together.</exception>
    /// <exception cref="InvalidOperationException">The partition has a pump, which must be stopped first.</exception>
    public async Task StartAsync(int partition, long generation, CancellationToken cancellationToken)
    {
        var pump = new PartitionPump(partition, generation, services, _onStale);
        if (!_pumps.TryAdd(partition, pump))
        {
            throw new InvalidOperationException($"The pump of partition {partition} has not ended yet.");
        }

        try
        {
            await pump.StartAsync(cancellationToken);
        }
        catch
        {
            await EndAsync(partition, pump);
            throw;
        }
    }

    /// <summary>Stops the pump of one partition; completes when it has ended. Nothing happens when there is
    /// none.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="withCheckpoint">Whether it finishes what it has in hand and writes a checkpoint; if not, the last
    /// one stands.</param>
    /// <param name="cancellationToken">Gives up what it has in hand, and the checkpoint.</param>
    public async Task StopAsync(int partition, bool withCheckpoint, CancellationToken cancellationToken)
    {
        if (_pumps.TryGetValue(partition, out var pump))
        {
            await pump.StopAsync(withCheckpoint, cancellationToken);
            await EndAsync(partition, pump);
        }
    }

    /// <summary>Lets all pumps finish what they have in hand, write a checkpoint and stop; their statuses
    /// stay.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_retention is not null)
        {
            await _retention.DisposeAsync();
        }

        await Task.WhenAll(_pumps.Values.Select(pump => pump.StopAsync(withCheckpoint: true, cancellationToken)));
    }

    /// <inheritdoc/>
    public async ValueTask<long?> LastSequenceAsync(string source, CancellationToken cancellationToken)
    {
        await _begun.Task.WaitAsync(cancellationToken);
        long? highest = null;
        for (var partition = 0; partition < services.Log.PartitionCount; partition++)
        {
            var known = await CompleteThroughAsync(partition, source, cancellationToken);
            highest = known is null || known < highest ? highest : known;
        }

        return highest;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // A container disposes a service once for each name that it was resolved by.
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        if (_retention is not null)
        {
            await _retention.DisposeAsync();
        }

        foreach (var (partition, pump) in _pumps)
        {
            await EndAsync(partition, pump);
        }
    }

    // Of a partition that another silo holds, the checkpoint knows: perhaps too little, but what a source sends again
    // because of that is dropped.
    private async ValueTask<long?> CompleteThroughAsync(
        int partition, string source, CancellationToken cancellationToken)
    {
        if (_pumps.TryGetValue(partition, out var pump))
        {
            await Task.WhenAny(pump.CaughtUp, pump.Ended).WaitAsync(cancellationToken);
            return pump.CompleteThrough(source);
        }

        var found = await services.Store.ReadPartitionAsync(partition, cancellationToken);
        var progress = new SourceProgress();
        progress.Load(found?.SourceSequences ?? new Dictionary<string, long>());
        return progress.CompleteThrough(source);
    }

    private async Task EndAsync(int partition, PartitionPump pump)
    {
        if (_pumps.TryRemove(new(partition, pump)))
        {
            await pump.DisposeAsync();
        }
    }

    private void Trim()
    {
        foreach (var pump in _pumps.Values)
        {
            var status = pump.Status;
            if (status.CheckpointOffset >= 0)
            {
                services.Log.Trim(status.Partition, status.CheckpointOffset);
            }
        }
    }
}
