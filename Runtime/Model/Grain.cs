using Tripline.Runtime.Activations;

namespace Tripline.Runtime;

/// <summary>A virtual grain: code and state that exist once per key and run one turn at a time.</summary>
public abstract class Grain : IAddressable
{
    private GrainActivation? _activation;

    /// <summary>Gives references to other grains.</summary>
    protected IGrainFactory GrainFactory => Activation.GrainFactory;

    /// <summary>The silo's services.</summary>
    protected IServiceProvider ServiceProvider => Activation.Services;

    internal GrainActivation Activation
    {
        // While the constructor runs, the field is not set yet, but the activation is known.
        get => _activation ?? GrainActivation.UnderConstruction
            ?? throw new InvalidOperationException("The grain was not activated by a silo.");
        set => _activation = value;
    }

    /// <summary>Called after the state was read and before the first call.</summary>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Called before the activation is dropped.</summary>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>Drops the activation once its present work is done; calls that come meanwhile go to the next one.
    /// </summary>
    protected void DeactivateOnIdle() => Activation.DeactivateOnIdle();

    /// <summary>Keeps the activation from idle collection for at least that long.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => Activation.DelayDeactivation(timeSpan);
}
