namespace Tripline.Streams.Ownership;

/// <summary>The group of a silo that has the tick log for itself: it gives it all partitions and takes none back. Once
/// another silo has taken one of them in the store, all are lost for good: two silos on two logs cannot share.</summary>
/// <param name="partitionCount">How many partitions there are.</param>
public sealed class WholeGroup(int partitionCount) : IPartitionGroup
{
    private readonly int[] _all = [.. Enumerable.Range(0, partitionCount)];
    private IPartitionGroupMember? _member;

    /// <inheritdoc/>
    public Task JoinAsync(IPartitionGroupMember member, CancellationToken cancellationToken)
    {
        _member = member;
        member.Assigned(_all);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task RejoinAsync(CancellationToken cancellationToken)
    {
        _member?.Lost(_all);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task LeaveAsync(CancellationToken cancellationToken) => _member?.RevokedAsync(_all) ?? Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
