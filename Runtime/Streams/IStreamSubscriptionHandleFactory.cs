namespace Tripline.Runtime;

/// <summary>Makes the handle of a subscription.</summary>
public interface IStreamSubscriptionHandleFactory
{
    /// <summary>The stream.</summary>
    StreamId StreamId { get; }

    /// <summary>The subscription's handle for items of one type.</summary>
    StreamSubscriptionHandle<T> Create<T>();
}
