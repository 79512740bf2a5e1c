namespace Tripline.Runtime;

/// <summary>Receives a stream's items, one call at a time.</summary>
public interface IAsyncObserver<in T>
{
    /// <summary>Takes the next item.</summary>
    Task OnNextAsync(T item, StreamSequenceToken? token = null);

    /// <summary>The stream ended.</summary>
    Task OnCompletedAsync();

    /// <summary>The stream failed.</summary>
    Task OnErrorAsync(Exception ex);
}
