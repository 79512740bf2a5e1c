namespace Tripline.Runtime.Activations;

/// <summary>Where an activation is in its life.</summary>
internal enum ActivationPhase
{
    /// <summary>Nothing has come for it yet.</summary>
    Created = 0,

    /// <summary>Its state is read and its grain's activation code runs.</summary>
    Activating = 1,

    /// <summary>It runs calls.</summary>
    Active = 2,

    /// <summary>Its grain's deactivation code runs.</summary>
    Deactivating = 3,

    /// <summary>It is gone; what still comes is passed on to the next activation.</summary>
    Dead = 4,
}
