namespace Tripline.Runtime;

/// <summary>Why an activation ends.</summary>
public enum DeactivationReasonCode : byte
{
    /// <summary>No reason given.</summary>
    None = 0,

    /// <summary>The silo stops.</summary>
    ShuttingDown = 1,

    /// <summary>Activation did not succeed.</summary>
    ActivationFailed = 2,

    /// <summary>The directory could not register the activation.</summary>
    DirectoryFailure = 3,

    /// <summary>No call came for the collection age.</summary>
    ActivationIdle = 4,

    /// <summary>The activation did not answer.</summary>
    ActivationUnresponsive = 5,

    /// <summary>Another activation of the grain exists.</summary>
    DuplicateActivation = 6,

    /// <summary>A request came that this version cannot serve.</summary>
    IncompatibleRequest = 7,

    /// <summary>The grain's code failed.</summary>
    ApplicationError = 8,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested = 9,

    /// <summary>The grain moves to another silo.</summary>
    Migrating = 10,

    /// <summary>The runtime asked for it.</summary>
    RuntimeRequested = 11,

    /// <summary>Memory is short.</summary>
    HighMemoryPressure = 12,
}
