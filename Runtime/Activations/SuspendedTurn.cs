namespace Tripline.Runtime.Activations;

/// <summary>A turn that has begun and waits for something; a link of its activation's list of them.</summary>
internal sealed class SuspendedTurn(TurnScheduler scheduler, Turn turn, TurnMode mode)
{
    internal SuspendedTurn? Next;
    internal SuspendedTurn? Previous;

    internal Turn Turn => turn;

    internal TurnMode Mode => mode;

    /// <summary>Called within a turn of the activation once the outcome is there.</summary>
    internal void Resume() => scheduler.EndSuspended(this);
}
