using System.Runtime;
using System.Runtime.InteropServices;

namespace Tripline.Bench.Harness;

/// <summary>Describes the machine that figures were measured on.</summary>
public static class Machine
{
    /// <summary>Processor, cores, memory, operating system, runtime and garbage collector in one line.</summary>
    public static string Describe()
    {
        var memoryGiB = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30);
        var collector = GCSettings.IsServerGC ? "server GC" : "workstation GC";
        var concurrent = GCSettings.LatencyMode == GCLatencyMode.Batch ? "" : ", concurrent";
        return $"{ProcessorName()}, {Environment.ProcessorCount} cores, {memoryGiB:0.#} GiB, "
            + $"{RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}, "
            + $"{RuntimeInformation.FrameworkDescription}, {collector}{concurrent}";
    }

    private static string ProcessorName()
    {
        const string cpuInfo = "/proc/cpuinfo";
        var line = File.Exists(cpuInfo)
            ? File.ReadLines(cpuInfo).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
            ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
