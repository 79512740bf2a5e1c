namespace Tripline.Runtime.Remote;

/// <summary>What a call carries.</summary>
[Flags]
internal enum CallFlags
{
    /// <summary>Nothing more.</summary>
    None = 0,

    /// <summary>It is made within a grain's turn.</summary>
    FromTurn = 1,

    /// <summary>A W3C trace parent and state.</summary>
    Trace = 2,

    /// <summary>Values of the request context.</summary>
    Context = 4,
}
