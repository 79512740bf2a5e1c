using System.Runtime.CompilerServices;
using Tripline.Runtime.Activations;
using Tripline.Runtime.Copying;
using Tripline.Runtime.Serialization;

namespace Tripline.Runtime.Calls;

/// <summary>A call with a result.</summary>
internal abstract class ValueRequest<TResult> : GrainRequest
{
    private readonly TaskCompletionSource<TResult> _answer = new();

    /// <summary>The caller's task.</summary>
    internal Task<TResult> Answered => _answer.Task;

    /// <inheritdoc/>
    internal override Task Completion => _answer.Task;

    /// <inheritdoc/>
    internal override bool IsAnswered => _answer.Task.IsCompleted;

    /// <inheritdoc/>
    internal override bool TryAnswer(Exception failure) => failure is OperationCanceledException { CancellationToken: var token }
        ? _answer.TrySetCanceled(token)
        : _answer.TrySetException(failure);

    /// <inheritdoc/>
    internal override void End(GrainActivation activation, Task outcome)
    {
        // The grain may change the result after this turn, so that the caller's copy is taken within it.
        if (outcome.IsCompletedSuccessfully && Copier<TResult>.Copy is not null)
        {
            try
            {
                outcome = Task.FromResult(DeepCopy.Of(Unsafe.As<Task<TResult>>(outcome).Result));
            }
            catch (Exception failure)
            {
                outcome = Task.FromException(failure);
            }
        }

        base.End(activation, outcome);
    }

    /// <inheritdoc/>
    internal override void WriteResult(WireWriter writer) => Fields.Write(writer, 0, _answer.Task.Result);

    /// <inheritdoc/>
    internal override void ReadResult(WireReader reader)
    {
        var result = default(TResult)!;
        while (reader.NextField())
        {
            if (reader.FieldId == 0)
            {
                result = Fields.Read<TResult>(reader);
            }
            else
            {
                reader.SkipField();
            }
        }

        Outcome = Task.FromResult(result);
    }

    /// <inheritdoc/>
    internal override void Answer()
    {
        var outcome = Outcome!;
        if (outcome.IsCompletedSuccessfully)
        {
            _answer.TrySetResult(Unsafe.As<Task<TResult>>(outcome).Result);
        }
        else if (outcome.IsCanceled)
        {
            TryAnswer(new TaskCanceledException(outcome));
        }
        else
        {
            _answer.TrySetException(outcome.Exception!.InnerExceptions);
        }
    }
}
