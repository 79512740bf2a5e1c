namespace Tripline.Runtime.Calls;

/// <summary>Brings a call to its grain, wherever that lives. The one place through which every call goes.</summary>
internal interface IGrainDispatcher
{
    /// <summary>Takes a call; never throws, a failure is the call's answer.</summary>
    void Dispatch(GrainReference target, GrainRequest request);
}
