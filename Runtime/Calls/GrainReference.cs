using Tripline.Runtime.Activations;
using Tripline.Runtime.Hosting;
using Tripline.Runtime.Placement;

namespace Tripline.Runtime.Calls;

/// <summary>A reference to a grain. A class per interface is emitted that makes its methods' calls.</summary>
internal abstract class GrainReference(GrainClass grainClass, string key) : IAddressable
{
    private IGrainDispatcher _dispatcher = grainClass.Host.Dispatcher;
    private int _partitionPlusOne;

    internal GrainClass Class => grainClass;

    internal string Key => key;

    /// <summary>Where the grain was found last.</summary>
    internal GrainActivation? Activation { get; set; }

    /// <summary>Calls by this reference go that way.</summary>
    internal void GoBy(IGrainDispatcher dispatcher) => _dispatcher = dispatcher;

    /// <summary>The grain's partition, computed at the first call.</summary>
    internal int PartitionBy(IPartitionDirectory directory) => _partitionPlusOne > 0
        ? _partitionPlusOne - 1
        : (_partitionPlusOne = directory.PartitionOf(key) + 1) - 1;

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) =>
        obj is GrainReference other && GetType() == other.GetType() && ReferenceEquals(Class, other.Class)
        && string.Equals(Key, other.Key, StringComparison.Ordinal);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => HashCode.Combine(Class, Key);

    /// <inheritdoc/>
    public sealed override string ToString() => $"{Class.Name}/{Key}";

    internal Task Send(VoidRequest request)
    {
        var answered = request.Answered;
        request.Prepare(this);
        _dispatcher.Dispatch(this, request);
        return answered;
    }

    internal Task<TResult> Send<TResult>(ValueRequest<TResult> request)
    {
        var answered = request.Answered;
        request.Prepare(this);
        _dispatcher.Dispatch(this, request);
        return answered;
    }

    internal Task SendOneWay(VoidRequest request)
    {
        _ = Send(request).ContinueWith(
            static answered => _ = answered.Exception, CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return Task.CompletedTask;
    }
}
