namespace Tripline.Runtime.Activations;

/// <summary>A stream that an activation has been told of, and who takes its items.</summary>
internal sealed class StreamSubscription(StreamId stream) : IStreamSubscriptionHandleFactory
{
    /// <inheritdoc/>
    public StreamId StreamId => stream;

    /// <summary>The observer, an <see cref="IAsyncObserver{T}"/>; null until the grain has put one on.</summary>
    internal object? Observer { get; private set; }

    /// <inheritdoc/>
    public StreamSubscriptionHandle<T> Create<T>() => new Handle<T>(this);

    private sealed class Handle<T>(StreamSubscription subscription) : StreamSubscriptionHandle<T>
    {
        public override StreamId StreamId => subscription.StreamId;

        public override Task<StreamSubscriptionHandle<T>> ResumeAsync(
            IAsyncObserver<T> observer, StreamSequenceToken? token = null)
        {
            subscription.Observer = observer;
            return Task.FromResult<StreamSubscriptionHandle<T>>(this);
        }
    }
}
