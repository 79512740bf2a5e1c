namespace Tripline.Runtime.Calls;

/// <summary>Brings a call to its grain, wherever that lives. The one place through which every call goes.</summary>
internal interface IGrainDispatcher
{
    /// <summary>Takes a call; never throws, a failure is the call's answer.</summary>
    void Dispatch(GrainReference target, GrainRequest request);

    /// <summary>Answers the calls that it holds and that are past their time or cancelled; called by the sweeper.</summary>
    void AnswerOverdue(long nowMs)
    {
    }

    /// <summary>Fails the calls that it holds; the host has stopped.</summary>
    void Stop()
    {
    }
}
