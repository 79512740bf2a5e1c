namespace Tripline.Runtime.Remote;

/// <summary>What a frame of the stream of calls is; its first byte.</summary>
internal enum FrameType : byte
{
    /// <summary>Gives a method a number on this stream: number, grain type, interface, method, signature.</summary>
    Method = 1,

    /// <summary>A call: its number, the method's, flags, milliseconds left, key, what the flags say, arguments.</summary>
    Call = 2,

    /// <summary>The caller does not want the call with that number any more.</summary>
    Cancel = 3,

    /// <summary>The call with that number has its result.</summary>
    Result = 10,

    /// <summary>The call with that number failed with an exception.</summary>
    Failure = 11,

    /// <summary>The call with that number has not run: its partition is not served here, or not yet.</summary>
    NotHere = 12,

    /// <summary>The call with that number has not run, and never will here: why.</summary>
    Refused = 13,
}
