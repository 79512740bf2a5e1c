using Tripline.Runtime.Calls;
using Tripline.Runtime.Placement;

namespace Tripline.Runtime.Remote;

/// <summary>A call that is on its way or waits for its answer.</summary>
/// <param name="Request">The call.</param>
/// <param name="Router">Who takes it back when it has not run.</param>
/// <param name="Batch">The batch of frames that it was sent with.</param>
/// <param name="Cancellation">Ends the listening to the caller's token.</param>
internal readonly record struct OutgoingCall(
    GrainRequest Request, RoutingDispatcher Router, long Batch, CancellationTokenRegistration Cancellation)
{
    /// <summary>Has the call sent anew; from the pool, since the sender may hold what that needs.</summary>
    internal static void Return(GrainRequest request, RoutingDispatcher router, SiloAddress silo) =>
        ThreadPool.UnsafeQueueUserWorkItem(
            static state => state.router.Return(state.request, state.silo), (request, router, silo), preferLocal: false);
}
