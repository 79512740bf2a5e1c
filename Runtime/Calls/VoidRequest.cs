using Tripline.Runtime.Serialization;

namespace Tripline.Runtime.Calls;

/// <summary>A call without a result.</summary>
internal abstract class VoidRequest : GrainRequest
{
    private readonly TaskCompletionSource _answer = new();

    /// <summary>The caller's task.</summary>
    internal Task Answered => _answer.Task;

    /// <inheritdoc/>
    internal override Task Completion => _answer.Task;

    /// <inheritdoc/>
    internal override bool IsAnswered => _answer.Task.IsCompleted;

    /// <inheritdoc/>
    internal override bool TryAnswer(Exception failure) => failure is OperationCanceledException { CancellationToken: var token }
        ? _answer.TrySetCanceled(token)
        : _answer.TrySetException(failure);

    /// <inheritdoc/>
    internal override void WriteResult(WireWriter writer)
    {
        // There is none.
    }

    /// <inheritdoc/>
    internal override void ReadResult(WireReader reader) => Outcome = Task.CompletedTask;

    /// <inheritdoc/>
    internal override void Answer()
    {
        var outcome = Outcome!;
        if (outcome.IsCompletedSuccessfully)
        {
            _answer.TrySetResult();
        }
        else
        {
            _answer.TrySetFromTask(outcome);
        }
    }
}
