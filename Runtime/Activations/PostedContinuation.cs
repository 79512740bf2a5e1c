namespace Tripline.Runtime.Activations;

/// <summary>The rest of a turn after an await, or a small piece of work of the runtime.</summary>
internal sealed class PostedContinuation(SendOrPostCallback callback, object? state) : TurnItem
{
    /// <inheritdoc/>
    internal override TurnMode Mode => TurnMode.Continuation;

    /// <inheritdoc/>
    internal override void Answer()
    {
        // Nobody waits for it.
    }

    internal void Run() => callback(state);
}
