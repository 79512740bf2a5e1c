using Microsoft.Extensions.Logging;
using Tripline.Streams.Ownership;

namespace Tripline.Streams.Kafka;

/// <summary>Kafka's consumer group as the one that decides who owns which partition: cooperative-sticky, so that only
/// partitions that change hands stop.</summary>
public sealed class KafkaPartitionGroup : IPartitionGroup, IRebalanceMember
{
    // More than a member takes to give its partitions back.
    private static readonly TimeSpan LeaveBound = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _changing = new(1, 1);
    private readonly HashSet<int> _held = [];
    private readonly KafkaTickLog _log;
    private readonly GroupConsumer _consumer;
    private readonly string _name;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private IPartitionGroupMember? _member;
    private bool _isJoined;
    private bool _isDisposed;
    private volatile bool _isAbandoning;

    /// <summary>A group on the log's topic; not joined yet. Checkpoints that the log hears of are committed to it.
    /// </summary>
    public KafkaPartitionGroup(KafkaTickLog log, TimeProvider time, ILogger<KafkaPartitionGroup> logger)
    {
        _log = log;
        _name = log.Options.Group;
        _time = time;
        _logger = logger;
        _consumer = new GroupConsumer(log.Options, this, logger);
        log.Group = _consumer;
    }

    /// <inheritdoc/>
    public async Task JoinAsync(IPartitionGroupMember member, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            if (_isJoined)
            {
                throw new InvalidOperationException("The group was joined already.");
            }

            _member = member;
            _consumer.Subscribe();
            _isJoined = true;
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <inheritdoc/>
    public async Task RejoinAsync(CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            if (!_isJoined)
            {
                return;
            }

            _isAbandoning = true;
            await UnsubscribeAsync(cancellationToken);
            _isAbandoning = false;
            _consumer.Subscribe();
        }
        finally
        {
            _isAbandoning = false;
            _changing.Release();
        }
    }

    /// <inheritdoc/>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            if (_isJoined)
            {
                await UnsubscribeAsync(cancellationToken);
                _isJoined = false;
            }
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        await LeaveAsync(CancellationToken.None);
        _isDisposed = true;
        _log.Group = null;
        // The client waits for the brokers.
        await Task.Run(_consumer.Dispose);
        _changing.Dispose();
    }

    void IRebalanceMember.Assigned(IReadOnlyList<int> partitions)
    {
        if (partitions.Count > 0)
        {
            Change(partitions, isHeld: true);
            KafkaMessages.Assigned(_logger, _name, string.Join(", ", partitions));
        }

        // Told even when it is empty: a silo beyond the number of partitions has joined all the same.
        Tell(member => member.Assigned(partitions));
    }

    void IRebalanceMember.Revoked(IReadOnlyList<int> partitions)
    {
        if (partitions.Count == 0)
        {
            return;
        }

        if (_isAbandoning)
        {
            ((IRebalanceMember)this).Lost(partitions);
            return;
        }

        KafkaMessages.Revoked(_logger, _name, string.Join(", ", partitions));
        Tell(member => member.RevokedAsync(partitions).GetAwaiter().GetResult());
        Change(partitions, isHeld: false);
    }

    void IRebalanceMember.Lost(IReadOnlyList<int> partitions)
    {
        if (partitions.Count > 0)
        {
            KafkaMessages.Lost(_logger, _name, string.Join(", ", partitions));
            Tell(member => member.Lost(partitions));
            Change(partitions, isHeld: false);
        }
    }

    // The consumer's thread revokes what is held; then the client has left.
    private async Task UnsubscribeAsync(CancellationToken cancellationToken)
    {
        _consumer.Unsubscribe();
        for (var started = _time.GetTimestamp(); HoldsAny() || _consumer.AssignedCount > 0;)
        {
            if (_time.GetElapsedTime(started) > LeaveBound)
            {
                KafkaMessages.LeaveTimedOut(_logger, _name, LeaveBound);
                return;
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    private bool HoldsAny()
    {
        lock (_gate)
        {
            return _held.Count > 0;
        }
    }

    private void Change(IReadOnlyList<int> partitions, bool isHeld)
    {
        lock (_gate)
        {
            foreach (var partition in partitions)
            {
                _ = isHeld ? _held.Add(partition) : _held.Remove(partition);
            }
        }
    }

    // What the member throws must not go through the client, which would lose the change.
    private void Tell(Action<IPartitionGroupMember> what)
    {
        try
        {
            what(_member!);
        }
        catch (Exception exception)
        {
            KafkaMessages.MemberFailed(_logger, _name, exception);
        }
    }
}
