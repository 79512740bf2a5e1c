using System.Runtime;

namespace Tripline.Bench.Harness;

/// <summary>What this process holds of memory once its collector has given back what it can.</summary>
public static class SettledMemory
{
    /// <summary>Collects, compacts, and reads resident bytes.</summary>
    public static long ResidentBytes()
    {
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return ProcessCosts.ResidentBytes(Environment.ProcessId);
    }
}
