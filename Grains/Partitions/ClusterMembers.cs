namespace Tripline.Grains.Partitions;

/// <summary>The active silos as this silo knows them now: the one set that every place is computed from.</summary>
public sealed class ClusterMembers(IClusterMembershipService membership)
{
    private volatile Members _members = new(MembershipVersion.MinValue, []);

    /// <summary>The active silos; empty before this one has joined.</summary>
    public IReadOnlyCollection<SiloAddress> Active
    {
        get
        {
            var snapshot = membership.CurrentSnapshot;
            var members = _members;
            if (members.Version != snapshot.Version)
            {
                _members = members = new Members(snapshot.Version, [.. snapshot.Members.Values
                    .Where(static member => member.Status == SiloStatus.Active)
                    .Select(static member => member.SiloAddress)]);
            }

            return members.Active;
        }
    }

    /// <summary>How many active silos there are besides one.</summary>
    public int Others(SiloAddress silo) => Active.Count(other => !other.Equals(silo));

    /// <summary>Yields at once, and after each change.</summary>
    public async IAsyncEnumerable<IReadOnlyCollection<SiloAddress>> ChangesAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var _ in membership.MembershipUpdates.WithCancellation(cancellationToken))
        {
            yield return Active;
        }
    }

    private sealed record Members(MembershipVersion Version, HashSet<SiloAddress> Active);
}
