using System.Collections.Immutable;
using Tripline.Runtime.Activations;
using Tripline.Runtime.Hosting;
using Tripline.Runtime.Placement;
using Tripline.Runtime.Remote;
using Tripline.Runtime.Serialization;

namespace Tripline.Runtime.Calls;

/// <summary>A call: what is called, with which arguments, and who waits for the answer. A class per method is emitted that
/// holds the arguments.</summary>
internal abstract class GrainRequest : Turn
{
    private static readonly Task NobodyWaits = Task.FromCanceled(new CancellationToken(canceled: true));

    private GrainReference? _target;
    private ImmutableDictionary<string, object>? _context;
    private long _deadlineMs;
    private long _sampledAt;

    /// <summary>The method that is called.</summary>
    internal abstract GrainMethod Method { get; }

    /// <inheritdoc/>
    internal override TurnMode Mode => Method.Mode;

    /// <summary>The call's own token; none where the method has none.</summary>
    internal virtual CancellationToken Cancellation => CancellationToken.None;

    /// <summary>When the call is overdue, by the host's coarse clock.</summary>
    internal long DeadlineMs => _deadlineMs;

    /// <summary>The grain that is called.</summary>
    internal GrainReference Target => _target!;

    /// <summary>What goes along with the call; null for nothing.</summary>
    internal ImmutableDictionary<string, object>? Context => _context;

    /// <summary>The caller's task.</summary>
    internal abstract Task Completion { get; }

    /// <summary>Whether the caller has its answer.</summary>
    internal abstract bool IsAnswered { get; }

    /// <inheritdoc/>
    public override string ToString() => Method.Name;

    /// <summary>Notes when and by what the call is made.</summary>
    internal void Prepare(GrainReference target)
    {
        var host = target.Class.Host;
        _target = target;
        _context = RequestContext.Values;
        _deadlineMs = host.DeadlineMs(Method.TimeoutMs);
        if (host.Sampler.ShouldSample())
        {
            _sampledAt = host.TimeProvider.GetTimestamp();
        }
    }

    /// <summary>Takes over a call that another silo made.</summary>
    internal void PrepareIncoming(
        GrainReference target, long deadlineMs, ImmutableDictionary<string, object>? context, Admission admission)
    {
        _target = target;
        _context = context;
        _deadlineMs = deadlineMs;
        Admission = admission;
        IsIncoming = true;
    }

    /// <summary>Writes the result for another silo; nothing where there is none.</summary>
    internal abstract void WriteResult(WireWriter writer);

    /// <summary>Takes the result from another silo as the outcome.</summary>
    internal abstract void ReadResult(WireReader reader);

    /// <summary>Calls the grain's method.</summary>
    internal abstract Task Call(object grain);

    /// <summary>Gives the caller a failure; false when it has its answer.</summary>
    internal abstract bool TryAnswer(Exception failure);

    /// <summary>Gives the caller a failure, from where its code must not run.</summary>
    internal void AnswerOnPool(Exception failure) => ThreadPool.UnsafeQueueUserWorkItem(
        static state => state.Request.TryAnswer(state.Failure), (Request: this, Failure: failure), preferLocal: false);

    /// <inheritdoc/>
    internal override bool IsStale(long nowMs, out Task outcome)
    {
        outcome = NobodyWaits;
        if (IsAnswered)
        {
            return true;
        }

        if (nowMs > _deadlineMs)
        {
            outcome = Task.FromException(Overdue());
            return true;
        }

        if (Method.HasCancellation && Cancellation is { IsCancellationRequested: true } token)
        {
            outcome = Task.FromCanceled(token);
            return true;
        }

        return false;
    }

    /// <inheritdoc/>
    internal override Task Begin(GrainActivation activation)
    {
        if (_context is not null)
        {
            RequestContext.Values = _context;
            CallTrace.Resume(_context);
        }

        return Call(activation.Instance);
    }

    /// <inheritdoc/>
    internal override void End(GrainActivation activation, Task outcome)
    {
        Outcome = outcome;
        if (_sampledAt != 0)
        {
            var elapsed = activation.Host.TimeProvider.GetElapsedTime(_sampledAt);
            activation.Class.CallTimes.Add((long)elapsed.TotalNanoseconds);
        }

        if (Method.IsOneWay && outcome.IsFaulted)
        {
            activation.Host.Log.OneWayFailed(outcome.Exception.InnerException!, Method.Name, activation.Key);
        }
    }

    /// <inheritdoc/>
    internal override void AnswerIfOverdue(long nowMs)
    {
        if (nowMs > _deadlineMs && !IsAnswered)
        {
            AnswerOnPool(Overdue());
        }
        else if (!HasBegun && Method.HasCancellation && Cancellation is { IsCancellationRequested: true } token
            && !IsAnswered)
        {
            AnswerOnPool(new OperationCanceledException(token));
        }
    }

    /// <summary>Milliseconds until it is overdue.</summary>
    internal long RemainingMs => _deadlineMs - _target!.Class.Host.Clock.NowMs;

    /// <summary>What its caller gets when another silo did not answer in time.</summary>
    internal TimeoutException OverdueThere(string siloId) => new(
        $"{Method.Name} on {_target} did not answer within {Timeout}; it was sent to silo {siloId}, may have run and may "
        + "still be running.");

    private TimeSpan Timeout =>
        TimeSpan.FromMilliseconds(Method.TimeoutMs > 0 ? Method.TimeoutMs : _target!.Class.Host.ResponseTimeoutMs);

    private TimeoutException Overdue()
    {
        var place = HasBegun ? "it had begun and may still be running" : "it was still waiting for its turn";
        return new TimeoutException($"{Method.Name} on {_target} did not answer within {Timeout}; {place}.");
    }
}
