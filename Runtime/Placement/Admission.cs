namespace Tripline.Runtime.Placement;

/// <summary>How far a call may come through a partition's gate, by who makes it. A higher one passes wherever a lower one
/// does.</summary>
internal enum Admission : byte
{
    /// <summary>It does not come through a gate.</summary>
    Unrouted = 0,

    /// <summary>Nobody's turn waits for it.</summary>
    Outside = 1,

    /// <summary>It is made within a grain's turn, on whichever silo.</summary>
    Turn = 2,

    /// <summary>It is made within the turn of a grain of the same partition on this silo.</summary>
    OwnTurn = 3,

    /// <summary>What nothing has: nothing passes.</summary>
    Nobody = 4,
}
