using Tripline.Streams.Ownership;

namespace Tripline.Tests.Integration.Kafka;

/// <summary>Notes what a group gives and takes.</summary>
internal sealed class GroupMember : IPartitionGroupMember
{
    private readonly Lock _gate = new();
    private readonly SortedSet<int> _held = [];
    private readonly List<string> _events = [];

    /// <summary>Awaited before partitions are given back.</summary>
    public Func<IReadOnlyList<int>, Task>? BeforeRevoked { get; set; }

    public IReadOnlyList<int> Held
    {
        get
        {
            lock (_gate)
            {
                return [.. _held];
            }
        }
    }

    public IReadOnlyList<string> Events
    {
        get
        {
            lock (_gate)
            {
                return [.. _events];
            }
        }
    }

    public void Assigned(IReadOnlyList<int> partitions)
    {
        lock (_gate)
        {
            _held.UnionWith(partitions);
            if (partitions.Count > 0)
            {
                _events.Add($"assigned {partitions.Count}");
            }
        }
    }

    public async Task RevokedAsync(IReadOnlyList<int> partitions)
    {
        if (BeforeRevoked is { } before)
        {
            await before(partitions);
        }

        lock (_gate)
        {
            _held.ExceptWith(partitions);
            _events.Add($"revoked {partitions.Count}");
        }
    }

    public void Lost(IReadOnlyList<int> partitions)
    {
        lock (_gate)
        {
            _held.ExceptWith(partitions);
            _events.Add($"lost {partitions.Count}");
        }
    }
}
