using System.Globalization;

namespace Tripline.Bench.Harness;

/// <summary>Reads from /proc what processes have used of the processor, and hold of memory.</summary>
public static class ProcessCosts
{
    private const double TicksPerSecond = 100;

    // Of /proc/<pid>/stat, counted after the program's name: parent; time of its own, and of children that have ended.
    private const int ParentAt = 1;
    private const int FirstTimeAt = 11;
    private const int TimeCount = 4;

    /// <summary>Processor seconds of a process, its children, and those of them that have ended.</summary>
    public static double Seconds(int processId)
    {
        var total = 0.0;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id)
                && TryRead(id) is { } fields
                && (id == processId || Number(fields[ParentAt]) == processId))
            {
                total += Enumerable.Range(FirstTimeAt, TimeCount).Sum(at => Number(fields[at])) / TicksPerSecond;
            }
        }

        return total;
    }

    /// <summary>Bytes of memory that a process holds, shared ones too.</summary>
    public static long ResidentBytes(int processId)
    {
        // "VmRSS:     123456 kB"
        var line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/status"))
            .First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.AsSpan()["VmRSS:".Length..^"kB".Length], NumberStyles.Integer, CultureInfo.InvariantCulture);
    }

    private static string[]? TryRead(int processId)
    {
        try
        {
            var text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            // It ended meanwhile.
            return null;
        }
    }

    private static double Number(string field) => double.Parse(field, CultureInfo.InvariantCulture);
}
