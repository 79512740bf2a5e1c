namespace Tripline.Runtime.Placement;

/// <summary>Lets calls into the partitions that this silo owns, and keeps them out of those that it does not; so that no
/// call runs on two silos. All members are safe from any thread; the changes of one partition are made one after another.
/// </summary>
/// <param name="timeProvider">Bounds the closing.</param>
public sealed class PartitionGate(TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private GateSlot[] _slots = [];
    private IPartitionTenants? _tenants;

    /// <summary>Where the partition is in its life here.</summary>
    public PartitionPhase PhaseOf(int partition) => Slot(partition).Phase;

    /// <summary>The partition is this silo's and about to fold: calls made within a grain's turn pass.</summary>
    /// <exception cref="InvalidOperationException">It is here already, or activations are left of the time before; then
    /// <see cref="CloseAsync"/> must succeed first.</exception>
    public void SetTaken(int partition)
    {
        if (_tenants?.HasAny(partition) == true)
        {
            throw new InvalidOperationException(
                $"Partition {partition} still has activations from before it left; close it again before it is taken.");
        }

        Change(partition, PartitionPhase.Taken, PartitionPhase.Absent);
    }

    /// <summary>The partition has caught up: all calls pass.</summary>
    /// <exception cref="InvalidOperationException">It is not <see cref="PartitionPhase.Taken"/>.</exception>
    public void SetServing(int partition) => Change(partition, PartitionPhase.Serving, PartitionPhase.Taken);

    /// <summary>The partition will go: calls from outside wait from here on, or go to the next owner once the directory
    /// names one. Calls from grains' turns pass until <see cref="CloseAsync"/>; so let all partitions that go begin to
    /// leave, then stop all their pumps, then close them, lest one waits for another.</summary>
    public void BeginLeave(int partition)
    {
        lock (_lock)
        {
            if (Slot(partition).Phase is PartitionPhase.Taken or PartitionPhase.Serving)
            {
                Slot(partition).Enter(PartitionPhase.Leaving);
            }
        }

        _tenants?.Changed(partition);
    }

    /// <summary>Lets nothing more in and ends the partition's activations, whatever its phase; calls that wait in their
    /// queues go the way of new ones. Afterwards it is <see cref="PartitionPhase.Absent"/>. Can be called again.</summary>
    /// <returns>Whether all activations are gone. If not, within <paramref name="timeout"/>, some are left behind with
    /// calls that have begun: only the fence keeps what they write out, and the partition cannot be taken again here
    /// before a later call returns true.</returns>
    public async Task<bool> CloseAsync(int partition, TimeSpan timeout)
    {
        var slot = Slot(partition);
        lock (_lock)
        {
            slot.Enter(PartitionPhase.Closing);
        }

        using var limit = new CancellationTokenSource(timeout, timeProvider);
        try
        {
            while (slot.EnteringCount > 0)
            {
                limit.Token.ThrowIfCancellationRequested();
                await Task.Yield();
            }

            await (_tenants?.EndAsync(partition, slot, limit.Token) ?? Task.CompletedTask);
            return true;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            lock (_lock)
            {
                slot.Enter(PartitionPhase.Absent);
            }

            _tenants?.Changed(partition);
        }
    }

    internal void Attach(IPartitionTenants tenants) => _tenants = tenants;

    internal GateSlot Slot(int partition)
    {
        var slots = Volatile.Read(ref _slots);
        return (uint)partition < (uint)slots.Length ? slots[partition] : Grow(partition);
    }

    private GateSlot Grow(int partition)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(partition);
        lock (_lock)
        {
            var slots = _slots;
            if (partition >= slots.Length)
            {
                slots = [.. slots, .. Enumerable.Range(slots.Length, partition + 1 - slots.Length)
                    .Select(static _ => new GateSlot())];
                Volatile.Write(ref _slots, slots);
            }

            return slots[partition];
        }
    }

    private void Change(int partition, PartitionPhase next, PartitionPhase from)
    {
        var slot = Slot(partition);
        lock (_lock)
        {
            if (slot.Phase != from)
            {
                throw new InvalidOperationException($"Partition {partition} is {slot.Phase}; {next} comes after {from}.");
            }

            slot.Enter(next);
        }

        _tenants?.Changed(partition);
    }
}
