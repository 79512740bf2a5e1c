namespace Tripline.Runtime.Placement;

/// <summary>What lives in the partitions of a gate.</summary>
internal interface IPartitionTenants
{
    /// <summary>Ends every activation of the partition, also those that come up meanwhile; completes when none is left and
    /// no call is on its way to one.</summary>
    Task EndAsync(int partition, GateSlot slot, CancellationToken cancellationToken);

    /// <summary>Whether an activation of the partition is left.</summary>
    bool HasAny(int partition);

    /// <summary>The partition entered another phase: calls that wait may go on.</summary>
    void Changed(int partition);
}
