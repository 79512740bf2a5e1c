namespace Tripline.Runtime;

/// <summary>Asks for a grain's stored state in a constructor parameter of type
/// <see cref="IPersistentState{TState}"/>.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
{
    /// <summary>Name of the state within the grain.</summary>
    public string StateName { get; } = stateName;

    /// <summary>Name of the storage provider; null for the default one.</summary>
    public string? StorageName { get; } = storageName;
}
