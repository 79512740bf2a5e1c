namespace Tripline.Streams;

/// <summary>Ticks that are about to be appended.</summary>
/// <param name="repeated">Those that came before, by index, rising: they are not to be appended.</param>
/// <param name="settle">Ends the claim; told whether the others are in the log.</param>
public sealed class TickClaim(IReadOnlyList<int> repeated, Func<bool, Task> settle)
{
    /// <summary>A claim of ticks of which none came before, that no one else waits for.</summary>
    public static TickClaim None { get; } = new([], static _ => Task.CompletedTask);

    /// <summary>Those that came before, by index, rising.</summary>
    public IReadOnlyList<int> Repeated => repeated;

    /// <summary>Ends the claim.</summary>
    /// <param name="isStored">Whether the other ticks are in the log.</param>
    public Task SettleAsync(bool isStored) => settle(isStored);
}
