using Tripline.Runtime.Placement;

namespace Tripline.Tests.Grains.Runtime.Placement;

/// <summary>A directory that a test writes. A key's partition is the number of letters before its slash.</summary>
public sealed class FixedDirectory : IPartitionDirectory
{
    private readonly Dictionary<int, SiloAddress> _owners = [];
    private readonly Lock _lock = new();

    public int PartitionOf(ReadOnlySpan<char> key)
    {
        var slash = key.IndexOf('/');
        return slash < 0 ? key.Length : slash;
    }

    public SiloAddress? OwnerOf(int partition)
    {
        lock (_lock)
        {
            return _owners.GetValueOrDefault(partition);
        }
    }

    public Task RefreshAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Set(int partition, SiloAddress? owner)
    {
        lock (_lock)
        {
            if (owner is null)
            {
                _owners.Remove(partition);
            }
            else
            {
                _owners[partition] = owner;
            }
        }
    }
}
