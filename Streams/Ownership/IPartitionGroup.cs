namespace Tripline.Streams.Ownership;

/// <summary>Decides which partitions this silo owns.</summary>
public interface IPartitionGroup : IAsyncDisposable
{
    /// <summary>Joins the group and reports to the member until it is left.</summary>
    /// <exception cref="InvalidOperationException">The group was joined already.</exception>
    Task JoinAsync(IPartitionGroupMember member, CancellationToken cancellationToken);

    /// <summary>Leaves and joins again, so that assignment starts anew; what is still held is reported as lost first.
    /// </summary>
    Task RejoinAsync(CancellationToken cancellationToken);

    /// <summary>Gives all partitions back (<see cref="IPartitionGroupMember.RevokedAsync"/> is awaited) and leaves at
    /// once, so that others need not wait for the session timeout.</summary>
    Task LeaveAsync(CancellationToken cancellationToken);
}
