namespace Tripline.Grains.Partitions;

/// <summary>Where work waits for any thread of the pool, first come first served: requests do, and what a thread queued
/// itself does not.</summary>
internal static class PoolLine
{
    /// <summary>Completes when all that waits there now has been begun.</summary>
    public static Task EndAsync() => Task.Factory.StartNew(
        static () => { }, CancellationToken.None, TaskCreationOptions.PreferFairness, TaskScheduler.Default);
}
