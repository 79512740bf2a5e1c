using Tripline.Storage.Silos;
using Tripline.Streams.Ownership;

namespace Tripline.Silo.Cluster;

/// <summary>Holds the partitions that the group gives to this silo, and lets go of those that it takes away. Each
/// partition has a worker of its own, so that one that is slow holds up no other.</summary>
internal sealed class PartitionOwnership : IPartitionGroupMember, IAsyncDisposable
{
    private readonly PartitionWorker[] _workers;
    private readonly IPartitionGroup _group;
    private readonly IPartitionWork _work;
    private readonly OwnershipOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    /// <summary>Dropped because a write was refused, so that only the group's next assignment brings them back.</summary>
    private readonly HashSet<int> _refused = [];
    private bool _isRejoining;
    private volatile bool _hasJoined;

    public PartitionOwnership(
        int partitionCount,
        IPartitionGroup group,
        IPartitionWork work,
        OwnershipOptions options,
        TimeProvider time,
        ILogger<PartitionOwnership> logger)
    {
        (_group, _work, _options, _time, _logger) = (group, work, options, time, logger);
        _workers = [.. Enumerable.Range(0, partitionCount)
            .Select(partition => new PartitionWorker(partition, work, options, time, logger))];
    }

    /// <summary>How many partitions there are.</summary>
    public int PartitionCount => _workers.Length;

    /// <summary>Whether the group has given an assignment, be it empty, since this silo joined.</summary>
    public bool HasJoined => _hasJoined;

    /// <summary>How this silo stands with the partitions that it has or that still end here, by number.</summary>
    public IReadOnlyList<PartitionStanding> Standings =>
        [.. _workers.Select(worker => worker.Standing).Where(standing => standing.Stage is not PartitionStage.Absent)];

    /// <summary>Joins the group.</summary>
    public Task JoinAsync(CancellationToken cancellationToken) => _group.JoinAsync(this, cancellationToken);

    /// <summary>Gives all partitions back and leaves the group.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _group.LeaveAsync(cancellationToken);
        _hasJoined = false;
    }

    /// <inheritdoc/>
    public void Assigned(IReadOnlyList<int> partitions)
    {
        foreach (var partition in partitions)
        {
            _workers[partition].Assign();
        }

        _hasJoined = true;
    }

    /// <inheritdoc/>
    public async Task RevokedAsync(IReadOnlyList<int> partitions)
    {
        var together = new LeaveTogether(partitions.Count);
        var leaving = partitions.ToDictionary(
            partition => partition, partition => _workers[partition].Revoke(together));
        try
        {
            await Task.WhenAll(leaving.Values).WaitAsync(_options.LeaveTimeout, _time);
        }
        catch (TimeoutException)
        {
            var abandoned = leaving.Where(pair => !pair.Value.IsCompleted).Select(pair => pair.Key).ToList();
            OwnershipLog.Abandoned(_logger, string.Join(", ", abandoned), _options.LeaveTimeout);
            abandoned.ForEach(partition => _workers[partition].Abandon());
        }
    }

    /// <inheritdoc/>
    public void Lost(IReadOnlyList<int> partitions)
    {
        if (partitions.Count == 0)
        {
            return;
        }

        OwnershipLog.Lost(_logger, string.Join(", ", partitions));
        lock (_gate)
        {
            _refused.ExceptWith(partitions);
        }

        foreach (var partition in partitions)
        {
            // Nothing may be written from here on, whatever the worker is at.
            _workers[partition].Drop();
            _work.Release(partition);
        }
    }

    /// <summary>The directory was read: a partition that another silo has taken since is dropped, although nothing was
    /// written to it that could have been refused.</summary>
    public void Saw(IReadOnlyList<PartitionOwner> owners)
    {
        foreach (var owner in owners)
        {
            if (owner.Partition < _workers.Length
                && _workers[owner.Partition].Standing.Generation is > 0 and var held
                && held < owner.Generation)
            {
                Drop(owner.Partition, held, OwnershipLog.Overtaken);
            }
        }
    }

    /// <summary>A write was refused because another silo has taken the partition since that generation.</summary>
    public void Refused(int partition, long generation) => Drop(partition, generation, OwnershipLog.Stale);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // The group is its maker's to dispose of.
        await _stopping.CancelAsync();
        _stopping.Dispose();
    }

    private void Drop(int partition, long generation, Action<ILogger, int, long> tell)
    {
        if (!_workers[partition].Refused(generation))
        {
            return;
        }

        tell(_logger, partition, generation);
        lock (_gate)
        {
            _refused.Add(partition);
            if (_isRejoining)
            {
                return;
            }

            _isRejoining = true;
        }

        _ = RejoinAsync();
    }

    private async Task RejoinAsync()
    {
        // The refused writer must not wait for the group.
        await Task.Yield();
        while (TryTakeRefused(out var refused))
        {
            try
            {
                await _group.RejoinAsync(_stopping.Token);
            }
            catch (Exception exception) when (!_stopping.IsCancellationRequested)
            {
                OwnershipLog.RejoinFailed(_logger, _options.MaxRetryDelay, exception);
                lock (_gate)
                {
                    _refused.UnionWith(refused);
                }

                await Task.Delay(_options.MaxRetryDelay, _time, CancellationToken.None);
            }
            catch (Exception)
            {
                // The silo stops.
            }
        }
    }

    /// <summary>What a rejoining is to bring back; false ends it, for there is nothing or the silo stops.</summary>
    private bool TryTakeRefused(out int[] refused)
    {
        lock (_gate)
        {
            refused = [.. _refused];
            _refused.Clear();
            _isRejoining = refused.Length > 0 && !_stopping.IsCancellationRequested;
            return _isRejoining;
        }
    }
}
