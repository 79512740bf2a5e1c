namespace Tripline.Runtime.State;

/// <summary>A grain's state, as its activation sees it.</summary>
internal abstract class PersistentStateBase
{
    /// <summary>Reads the state before the grain is activated.</summary>
    internal abstract Task LoadAsync();
}
