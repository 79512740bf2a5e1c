using Tripline.Runtime.Calls;

namespace Tripline.Runtime.Placement;

/// <summary>A call that waits for its partition, and since when by the host's coarse clock.</summary>
internal readonly record struct WaitingCall(GrainRequest Request, long SinceMs);
