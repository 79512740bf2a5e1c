using System.Diagnostics;
using Tripline.Runtime.Calls;
using Tripline.Runtime.Placement;
using Tripline.Runtime.Serialization;

namespace Tripline.Runtime.Remote;

/// <summary>A call of another silo that runs here.</summary>
internal sealed class IncomingCall(
    IncomingCalls calls, ulong id, GrainRequest request, Activity? activity, CancellationTokenSource? cancellation)
{
    internal ulong Id => id;

    internal GrainRequest Request => request;

    /// <summary>Tells the grain that nobody waits any more.</summary>
    internal void Cancel() => _ = cancellation?.CancelAsync();

    /// <summary>Sends the answer once it is there.</summary>
    internal void AnswerWhenDone() => request.Completion.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(Answer);

    /// <summary>Writes the answer's frame.</summary>
    internal static void Write(WireWriter writer, IncomingCall call)
    {
        var outcome = call.Request.Completion;
        var failure = outcome.IsCompletedSuccessfully ? null
            : outcome.IsCanceled ? new TaskCanceledException(outcome)
            : outcome.Exception!.InnerException!;
        if (failure is not (null or PartitionMovedException))
        {
            WriteFailure(writer, (call.Id, failure));
            return;
        }

        writer.Byte((byte)(failure is null ? FrameType.Result : FrameType.NotHere));
        writer.Varint(call.Id);
        if (failure is null)
        {
            call.Request.WriteResult(writer);
        }
    }

    /// <summary>Writes the frame of an answer that is a failure.</summary>
    internal static void WriteFailure(WireWriter writer, (ulong Id, Exception Failure) answer)
    {
        writer.Byte((byte)FrameType.Failure);
        writer.Varint(answer.Id);
        ExceptionCodec.Write(writer, answer.Failure);
    }

    private void Answer()
    {
        if (activity is not null)
        {
            activity.SetStatus(
                request.Completion.IsCompletedSuccessfully ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
            activity.Stop();
        }

        calls.Answer(this);
    }
}
