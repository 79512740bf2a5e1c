using System.Runtime.InteropServices;

namespace Tripline.Runtime.Placement;

/// <summary>The gate of one partition. Cache lines of its own, since every call writes to it.</summary>
[StructLayout(LayoutKind.Explicit, Size = 192)]
internal sealed class GateSlot
{
    [FieldOffset(64)]
    private int _phase;
    [FieldOffset(68)]
    private int _least = (int)Admission.Nobody;
    [FieldOffset(72)]
    private int _entering;
    [FieldOffset(80)]
    private long _lateCount;
    [FieldOffset(88)]
    private int _waitingFromTurns;
    [FieldOffset(92)]
    private int _waitingFromOutside;

    internal PartitionPhase Phase => (PartitionPhase)Volatile.Read(ref _phase);

    /// <summary>Calls that are between the gate and their activation's queue.</summary>
    internal int EnteringCount => Volatile.Read(ref _entering);

    /// <summary>Calls that have entered while the partition closed.</summary>
    internal long LateCount => Volatile.Read(ref _lateCount);

    /// <summary>Whether calls of that kind wait already, so that a new one must not overtake them.</summary>
    internal bool HasWaiting(Admission admission) => admission switch
    {
        Admission.Outside => Volatile.Read(ref _waitingFromOutside) > 0,
        Admission.Turn => Volatile.Read(ref _waitingFromTurns) > 0,
        _ => false,
    };

    /// <summary>Says how many calls wait.</summary>
    internal void SetWaiting(int fromTurns, int fromOutside)
    {
        Volatile.Write(ref _waitingFromTurns, fromTurns);
        Volatile.Write(ref _waitingFromOutside, fromOutside);
    }

    /// <summary>Counts a call in; <see cref="Leave"/> must follow. False when it may not pass.</summary>
    internal bool TryEnter(Admission admission)
    {
        // The increment is a full fence: either closing sees this call, or this call sees the closing.
        Interlocked.Increment(ref _entering);
        if ((int)admission >= Volatile.Read(ref _least))
        {
            return true;
        }

        Interlocked.Decrement(ref _entering);
        return false;
    }

    /// <summary>Counts a call out once it is in its activation's queue.</summary>
    internal void Leave()
    {
        if (Volatile.Read(ref _least) == (int)Admission.OwnTurn)
        {
            Interlocked.Increment(ref _lateCount);
        }

        Interlocked.Decrement(ref _entering);
    }

    /// <summary>Enters a phase. Call under the gate's lock.</summary>
    internal void Enter(PartitionPhase phase)
    {
        Volatile.Write(ref _phase, (int)phase);
        Interlocked.Exchange(ref _least, (int)(phase switch
        {
            PartitionPhase.Taken or PartitionPhase.Leaving => Admission.Turn,
            PartitionPhase.Serving => Admission.Outside,
            PartitionPhase.Closing => Admission.OwnTurn,
            _ => Admission.Nobody,
        }));
    }
}
