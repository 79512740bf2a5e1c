using Tripline.Runtime.Hosting;
using Tripline.Runtime.State;

namespace Tripline.Runtime.Activations;

/// <content>From the first call to the end.</content>
internal sealed partial class GrainActivation
{
    // A call that found this many activations ending is not passed on again; the grain must be ending itself at once.
    private const int MaxPassedOnCount = 8;

    private volatile ActivationPhase _phase;
    private DeactivationReason? _pendingEnd;
    private Task? _activationFailure;
    private bool _isGone;
    private TaskCompletionSource? _ended;
    private List<PersistentStateBase>? _states;
    private List<GrainTimer>? _timers;

    internal bool IsDead => _phase == ActivationPhase.Dead;

    internal void DeactivateOnIdle() => Deactivate(
        new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "The grain asked for it."));

    /// <summary>Ends the activation once its present turns are done; the first reason counts.</summary>
    internal void Deactivate(DeactivationReason reason)
    {
        if (IsOnTurn)
        {
            PendEnd(reason);
        }
        else
        {
            Post(static state =>
            {
                var (activation, reason) = ((GrainActivation, DeactivationReason))state!;
                activation.PendEnd(reason);
            }, (this, reason));
        }
    }

    /// <summary>Completes when the activation is gone.</summary>
    internal Task WaitForEndAsync()
    {
        lock (Class.EndGate)
        {
            if (_isGone)
            {
                return Task.CompletedTask;
            }

            _ended ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _ended.Task;
        }
    }

    /// <summary>Ends the activation if it was idle for its class's age.</summary>
    internal void CollectIfIdle(long nowMs)
    {
        if (_phase == ActivationPhase.Active && IsCollectable(nowMs) && IsQuiet)
        {
            Post(static state =>
            {
                var activation = (GrainActivation)state!;
                if (activation.RunningCount == 0 && activation.IsCollectable(activation.Host.Clock.NowMs))
                {
                    activation.PendEnd(new DeactivationReason(
                        DeactivationReasonCode.ActivationIdle, $"Idle for {activation.Class.CollectionAge}."));
                }
            }, this);
        }
    }

    internal void AddState(PersistentStateBase state) => (_states ??= []).Add(state);

    internal void AddTimer(GrainTimer timer)
    {
        if (_phase is ActivationPhase.Deactivating or ActivationPhase.Dead)
        {
            throw new InvalidOperationException($"{Class.Name}/{Key} is being deactivated; it cannot start a timer.");
        }

        lock (Class.EndGate)
        {
            (_timers ??= []).Add(timer);
        }
    }

    internal void RemoveTimer(GrainTimer timer)
    {
        lock (Class.EndGate)
        {
            _timers?.Remove(timer);
        }
    }

    /// <inheritdoc/>
    protected override void Transition()
    {
        if (_phase == ActivationPhase.Created)
        {
            _phase = ActivationPhase.Activating;
            _ = ActivateAsync();
        }
        else if (_phase == ActivationPhase.Active && RunningCount == 0)
        {
            _phase = ActivationPhase.Deactivating;
            _ = DeactivateAsync(_pendingEnd!.Value);
        }
    }

    /// <inheritdoc/>
    protected override bool Keeps(Turn turn)
    {
        if (_phase != ActivationPhase.Dead)
        {
            return true;
        }

        PassOn(turn);
        return false;
    }

    private bool IsCollectable(long nowMs) =>
        nowMs - Volatile.Read(ref _lastUsedMs) >= Class.CollectionAgeMs && nowMs >= Volatile.Read(ref _keepUntilMs);

    private void PendEnd(DeactivationReason reason)
    {
        if (_pendingEnd is null && _phase is ActivationPhase.Activating or ActivationPhase.Active)
        {
            _pendingEnd = reason;
            IsReady = false;
        }
    }

    private async Task ActivateAsync()
    {
        try
        {
            _instance = Construct();
            if (_states is not null)
            {
                foreach (var state in _states)
                {
                    await state.LoadAsync();
                }
            }

            await _instance.OnActivateAsync(Host.Stopping);
            _phase = ActivationPhase.Active;
            IsReady = _pendingEnd is null;
            Recheck();
        }
        catch (Exception failure)
        {
            Host.Log.ActivationFailed(failure, Class.Name, Key);
            DisposeTimers();
            _activationFailure = Task.FromException(failure);
            End();
        }
    }

    private Grain Construct()
    {
        var outer = t_underConstruction;
        t_underConstruction = this;
        try
        {
            var instance = Class.Constructor.Create(this);
            instance.Activation = this;
            return instance;
        }
        finally
        {
            t_underConstruction = outer;
        }
    }

    private async Task DeactivateAsync(DeactivationReason reason)
    {
        DisposeTimers();
        if (Class.OverridesDeactivation)
        {
            try
            {
                using var limit = new CancellationTokenSource(Host.Options.ShutdownTimeout, Host.TimeProvider);
                await Instance.OnDeactivateAsync(reason, limit.Token).WaitAsync(limit.Token);
            }
            catch (Exception failure)
            {
                Host.Log.DeactivationFailed(failure, Class.Name, Key);
            }
        }

        End();
    }

    private void End()
    {
        _phase = ActivationPhase.Dead;
        IsReady = false;
        Class.Remove(this);
        foreach (var turn in TakeWaiting())
        {
            PassOn(turn);
        }

        Class.AddEnded(this);
        _instance = null;
        _states = null;
        _subscriptions = null;
        lock (Class.EndGate)
        {
            _isGone = true;
            _ended?.TrySetResult();
        }
    }

    /// <summary>Gives a turn that found the activation dead to the next one. If this one could not be activated, that is
    /// the turn's failure too: it may be what the activation was made for.</summary>
    private void PassOn(Turn turn)
    {
        if (!turn.IsCall)
        {
            return;
        }

        if (_activationFailure is not null)
        {
            Refuse(turn, _activationFailure);
            return;
        }

        if (turn.PassedOnCount++ < MaxPassedOnCount)
        {
            Class.PassOn(Key, turn);
            return;
        }

        Refuse(turn, Task.FromException(new InvalidOperationException(
            $"{Class.Name}/{Key} ended {MaxPassedOnCount} times before it could run {turn}.")));
    }

    private void Refuse(Turn turn, Task outcome)
    {
        Class.AddRefused();
        turn.End(this, outcome);
        AnswerLater(turn);
    }

    private void DisposeTimers()
    {
        while (_timers is [.., var timer])
        {
            timer.Dispose();
        }
    }
}
