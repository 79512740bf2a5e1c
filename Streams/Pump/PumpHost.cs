using Microsoft.Extensions.Hosting;

namespace Tripline.Streams.Pump;

/// <summary>Runs the pumps of all partitions, and retention beside them.</summary>
public sealed class PumpHost : IHostedService, ISourceSequences, IAsyncDisposable
{
    private readonly PumpServices _services;
    private readonly PartitionPump[] _pumps;
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITimer? _retention;
    private int _isDisposed;

    /// <summary>Pumps for every partition of the log, not started yet.</summary>
    public PumpHost(PumpServices services)
    {
        _services = services;
        _pumps = new PartitionPump[services.Log.PartitionCount];
        for (var partition = 0; partition < _pumps.Length; partition++)
        {
            _pumps[partition] = new PartitionPump(partition, services);
        }
    }

    /// <summary>How far each partition is, in order of their numbers.</summary>
    public IReadOnlyList<PartitionStatus> Statuses => Array.ConvertAll(_pumps, pump => pump.Status);

    /// <summary>Completes once every pump passed the end that its log had at start.</summary>
    public async Task WhenCaughtUpAsync(CancellationToken cancellationToken)
    {
        await _started.Task.WaitAsync(cancellationToken);
        await Task.WhenAll(Array.ConvertAll(_pumps, pump => pump.CaughtUp)).WaitAsync(cancellationToken);
    }

    /// <summary>Reads the checkpoints and starts all pumps.</summary>
    /// <exception cref="InvalidDataException">Log and checkpoints do not belong together.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(Array.ConvertAll(_pumps, pump => pump.StartAsync(cancellationToken)));
        var interval = _services.Options.RetentionInterval;
        _retention = _services.Time.CreateTimer(_ => Trim(), null, interval, interval);
        _started.TrySetResult();
    }

    /// <summary>Lets all pumps finish what they have in hand, write a checkpoint and stop.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_retention is not null)
        {
            await _retention.DisposeAsync();
        }

        await Task.WhenAll(Array.ConvertAll(_pumps, pump => pump.StopAsync(cancellationToken)));
    }

    /// <inheritdoc/>
    public async ValueTask<long?> LastSequenceAsync(string source, CancellationToken cancellationToken)
    {
        await WhenCaughtUpAsync(cancellationToken);
        return Array.ConvertAll(_pumps, pump => pump.CompleteThrough(source)).Max();
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

        foreach (var pump in _pumps)
        {
            await pump.DisposeAsync();
        }
    }

    private void Trim()
    {
        foreach (var pump in _pumps)
        {
            var status = pump.Status;
            if (status.CheckpointOffset >= 0)
            {
                _services.Log.Trim(status.Partition, status.CheckpointOffset);
            }
        }
    }
}
