using Tripline.Streams.Ownership;

namespace Tripline.Tests.Unit.Silo.Cluster;

/// <summary>A group that does what the test says.</summary>
internal sealed class FakeGroup : IPartitionGroup
{
    private int _rejoinCount;

    public int RejoinCount => Volatile.Read(ref _rejoinCount);

    /// <summary>What happens when the member rejoins.</summary>
    public Func<Task>? OnRejoin { get; set; }

    public Task JoinAsync(IPartitionGroupMember member, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task RejoinAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _rejoinCount);
        if (OnRejoin is { } rejoin)
        {
            await rejoin();
        }
    }

    public Task LeaveAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
