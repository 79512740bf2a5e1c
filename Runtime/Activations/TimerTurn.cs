namespace Tripline.Runtime.Activations;

/// <summary>One tick of a timer.</summary>
internal sealed class TimerTurn(GrainTimer timer) : Turn
{
    /// <inheritdoc/>
    internal override TurnMode Mode => timer.Mode;

    /// <inheritdoc/>
    internal override bool IsCall => false;

    /// <inheritdoc/>
    internal override bool CountsAsUse => timer.KeepsAlive;

    /// <inheritdoc/>
    public override string ToString() => "a timer's tick";

    /// <inheritdoc/>
    internal override Task Begin(GrainActivation activation) => timer.TickAsync();

    /// <inheritdoc/>
    internal override void End(GrainActivation activation, Task outcome)
    {
        base.End(activation, outcome);
        timer.Ticked(activation, outcome);
    }

    /// <inheritdoc/>
    internal override void Answer()
    {
        // Nobody waits for it.
    }
}
