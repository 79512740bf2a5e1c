using Tripline.Runtime.Activations;

namespace Tripline.Runtime;

/// <summary>Timers of a grain.</summary>
public static class GrainTimerExtensions
{
    /// <summary>Runs <paramref name="callback"/> as a turn of the grain, first after the due time and then each period
    /// after the end of the run before. A failed run is logged and the timer goes on. The token is cancelled when the
    /// timer is disposed or the activation ends, which also disposes it.</summary>
    public static IGrainTimer RegisterGrainTimer(
        this Grain grain, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options) =>
        GrainTimer.Start(grain.Activation, callback, options);

    /// <inheritdoc cref="RegisterGrainTimer(Grain, Func{CancellationToken, Task}, GrainTimerCreationOptions)"/>
    public static IGrainTimer RegisterGrainTimer<TState>(
        this Grain grain, Func<TState, CancellationToken, Task> callback, TState state,
        GrainTimerCreationOptions options) =>
        GrainTimer.Start(grain.Activation, cancellationToken => callback(state, cancellationToken), options);
}
