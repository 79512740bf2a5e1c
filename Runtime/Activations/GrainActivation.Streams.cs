using System.Runtime.CompilerServices;

namespace Tripline.Runtime.Activations;

/// <content>Streams: an item is a turn; an idle grain takes it on its producer's thread.</content>
internal sealed partial class GrainActivation
{
    private StreamSubscription[]? _subscriptions;

    /// <summary>Hands an item over on this thread if the grain is idle and has been told of the stream; false if not,
    /// and then nothing was done.</summary>
    internal bool TryDeliver<T>(StreamId stream, T item, StreamSequenceToken? token, out ValueTask delivery)
    {
        delivery = default;
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack() || !TryEnter())
        {
            return false;
        }

        var delivered = false;
        if (AdmitsExclusive && FindObserver<T>(stream) is { } observer)
        {
            var thread = TurnThread.Current;
            var outerScheduler = thread.Running;
            var outerContext = Current;
            thread.Running = this;
            SetSynchronizationContext(this);
            delivery = Deliver(observer, stream, item, token);
            SetSynchronizationContext(outerContext);
            thread.Running = outerScheduler;
            delivered = true;
        }

        Leave();
        return delivered;
    }

    /// <summary>Hands an item over within a turn, and first tells the grain of the stream where it has not been told.
    /// </summary>
    internal Task DeliverAsync<T>(StreamId stream, T item, StreamSequenceToken? token) =>
        FindObserver<T>(stream) is { } observer
            ? observer.OnNextAsync(item, token)
            : SubscribeAndDeliverAsync(stream, item, token);

    private ValueTask Deliver<T>(IAsyncObserver<T> observer, StreamId stream, T item, StreamSequenceToken? token)
    {
        _lastUsedMs = Host.Clock.NowMs;
        _callCount++;
        var flow = ExecutionContext.Capture();
        Task outcome;
        try
        {
            outcome = observer.OnNextAsync(item, token);
        }
        catch (Exception failure)
        {
            outcome = Task.FromException(failure);
        }

        RestoreFlow(flow);
        if (!outcome.IsCompleted)
        {
            var turn = new StreamTurn<T>(stream, item, token) { HasBegun = true };
            Suspend(turn, outcome);
            return new ValueTask(turn.Answered);
        }

        if (outcome.IsCompletedSuccessfully)
        {
            return default;
        }

        _failureCount++;
        return new ValueTask(outcome);
    }

    private async Task SubscribeAndDeliverAsync<T>(StreamId stream, T item, StreamSequenceToken? token)
    {
        if (Instance is not IStreamSubscriptionObserver subscriber)
        {
            throw new InvalidOperationException(
                $"{Class.ClassType} has [ImplicitStreamSubscription] but is no IStreamSubscriptionObserver.");
        }

        var subscription = new StreamSubscription(stream);
        await subscriber.OnSubscribed(subscription);
        if (subscription.Observer is not IAsyncObserver<T> observer)
        {
            throw new InvalidOperationException(
                $"{Class.ClassType} put no observer of {typeof(T)} on the stream {stream} in OnSubscribed.");
        }

        _subscriptions = [.. _subscriptions ?? [], subscription];
        await observer.OnNextAsync(item, token);
    }

    private IAsyncObserver<T>? FindObserver<T>(StreamId stream)
    {
        if (_subscriptions is { } subscriptions)
        {
            foreach (var subscription in subscriptions)
            {
                if (subscription.StreamId == stream)
                {
                    return subscription.Observer as IAsyncObserver<T>;
                }
            }
        }

        return null;
    }
}
