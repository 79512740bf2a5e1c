namespace Tripline.Runtime;

/// <summary>What a grain asks of the activation that hosts it.</summary>
internal interface IGrainActivation
{
    /// <summary>The grain's key.</summary>
    string Key { get; }

    /// <summary>Gives references to other grains.</summary>
    IGrainFactory GrainFactory { get; }

    /// <summary>The silo's services.</summary>
    IServiceProvider Services { get; }

    /// <summary>Drops the activation once its present work is done.</summary>
    void DeactivateOnIdle();

    /// <summary>Keeps the activation for at least that long.</summary>
    void DelayDeactivation(TimeSpan timeSpan);
}
