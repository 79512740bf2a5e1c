using System.Runtime.ExceptionServices;

namespace Tripline.Grains;

/// <summary>Writes grain states so that what the store says reaches the caller: Orleans wraps every failure into one of
/// its own, and who cannot write is told by an <see cref="IOException"/> everywhere else.</summary>
public static class StateStorage
{
    /// <summary>Name of the storage of states on the way of ticks, rules and triggers: the silo's own, with group commit. All
    /// other states are in Orleans' default one.</summary>
    public const string HotPath = "tripline";

    /// <summary>Stores the state, durable on completion.</summary>
    /// <exception cref="IOException">The store cannot be written; nothing was stored.</exception>
    internal static Task StoreAsync<T>(this IPersistentState<T> state) => Unwrapped(state.WriteStateAsync());

    /// <summary>Removes the state from the store.</summary>
    /// <exception cref="IOException">The store cannot be written; nothing was removed.</exception>
    internal static Task EraseAsync<T>(this IPersistentState<T> state) => Unwrapped(state.ClearStateAsync());

    private static async Task Unwrapped(Task work)
    {
        try
        {
            await work;
        }
        catch (OrleansException wrapped) when (wrapped.InnerException is IOException refusal)
        {
            ExceptionDispatchInfo.Throw(refusal);
        }
    }
}
