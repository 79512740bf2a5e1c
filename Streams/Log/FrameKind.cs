namespace Tripline.Streams.Log;

/// <summary>What stands at a place in the log where an entry should start.</summary>
internal enum FrameKind
{
    /// <summary>A record whose checksum holds.</summary>
    Record,

    /// <summary>Zeros up to the end of the page, or of what is known of it.</summary>
    Padding,

    /// <summary>The start of an entry that goes on beyond what is known.</summary>
    Incomplete,

    /// <summary>Neither.</summary>
    Damaged,
}
