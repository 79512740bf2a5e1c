using Tripline.Runtime.Calls;

namespace Tripline.Runtime.Placement;

/// <summary>Brings calls to other silos.</summary>
internal interface IRemoteCalls
{
    /// <summary>Takes a call; never throws. It answers the request, or gives it to
    /// <see cref="RoutingDispatcher.Return"/> when it is known not to have run.</summary>
    void Send(SiloAddress silo, GrainRequest request, RoutingDispatcher router);

    /// <summary>Answers the calls that are past their time; called by the sweeper.</summary>
    void AnswerOverdue(long nowMs);
}
