namespace Tripline.Runtime;

/// <summary>A grain that is told of its subscriptions before the first item comes.</summary>
public interface IStreamSubscriptionObserver
{
    /// <summary>Called once per subscription of the activation; resume the handle here.</summary>
    Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory);
}
