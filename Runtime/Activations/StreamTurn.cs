namespace Tripline.Runtime.Activations;

/// <summary>A stream's item that waits for its turn, or for the end of it.</summary>
internal sealed class StreamTurn<T>(StreamId stream, T item, StreamSequenceToken? token) : Turn
{
    private readonly TaskCompletionSource _answer = new();

    /// <inheritdoc/>
    internal override TurnMode Mode => TurnMode.Exclusive;

    /// <summary>Completes when the item was taken.</summary>
    internal Task Answered => _answer.Task;

    /// <inheritdoc/>
    public override string ToString() => $"an item of the stream {stream}";

    /// <inheritdoc/>
    internal override Task Begin(GrainActivation activation) => activation.DeliverAsync(stream, item, token);

    /// <inheritdoc/>
    internal override void Answer()
    {
        if (Outcome!.IsCompletedSuccessfully)
        {
            _answer.SetResult();
        }
        else
        {
            _answer.SetFromTask(Outcome);
        }
    }
}
