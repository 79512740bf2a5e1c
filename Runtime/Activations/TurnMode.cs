namespace Tripline.Runtime.Activations;

/// <summary>What a turn may run beside.</summary>
internal enum TurnMode
{
    /// <summary>Nothing but interleaved turns.</summary>
    Exclusive = 0,

    /// <summary>Other read-only turns, and interleaved ones.</summary>
    ReadOnly = 1,

    /// <summary>Any turn that waits for something.</summary>
    Interleaved = 2,

    /// <summary>It goes on with a turn that was admitted before.</summary>
    Continuation = 3,
}
