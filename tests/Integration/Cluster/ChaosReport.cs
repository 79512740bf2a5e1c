using System.Globalization;
using System.Text;
using System.Text.Json;
using Tripline.Tests.Integration.EndToEnd;

namespace Tripline.Tests.Integration.Cluster;

/// <summary>Says where in the log the triggers are that were lost or doubled, and who had their partitions when.</summary>
internal static class ChaosReport
{
    private const int MostTriggers = 20;
    private const int MostLines = 150;

    /// <summary>The report as text.</summary>
    /// <param name="differences">What is wrong.</param>
    /// <param name="records">All records of the topic.</param>
    /// <param name="journal">All lines of all silos.</param>
    public static string Write(
        TriggerDifferences differences,
        IReadOnlyList<(int Partition, long Offset, string Value)> records,
        IReadOnlyList<string> journal)
    {
        var report = new StringBuilder();
        var partitions = new SortedSet<int>();
        report.AppendLine(CultureInfo.InvariantCulture, $"{differences.Missing.Count} triggers are missing:");
        var missing = differences.Missing.Take(MostTriggers).ToList();
        var places = Locate(missing.Select(lost => lost.Trigger).ToHashSet(), records);
        foreach (var (rule, trigger) in missing)
        {
            // The same price at the same time may have come several times.
            var found = places[trigger].ToList();
            partitions.UnionWith(found.Select(place => place.Partition));
            report.AppendLine(CultureInfo.InvariantCulture, $"  {rule} {trigger}, at {string.Join(" or ", found)}");
        }

        report.AppendLine(CultureInfo.InvariantCulture, $"{differences.Surplus.Count} are too many:");
        foreach (var trigger in differences.Surplus.Take(MostTriggers))
        {
            partitions.Add(trigger.Partition);
            report.AppendLine(CultureInfo.InvariantCulture, $"  {trigger}");
        }

        foreach (var partition in partitions)
        {
            report.AppendLine(CultureInfo.InvariantCulture, $"Partition {partition}, its last {MostLines} lines:");
            var name = string.Create(CultureInfo.InvariantCulture, $"artition {partition}");
            var lines = journal.Where(line => Mentions(line, name)).TakeLast(MostLines);
            report.AppendJoin(Environment.NewLine, lines).AppendLine();
        }

        return report.ToString();
    }

    private static bool Mentions(string line, string name)
    {
        var at = line.IndexOf(name, StringComparison.Ordinal);
        return at >= 0 && (at + name.Length == line.Length || !char.IsAsciiDigit(line[at + name.Length]));
    }

    private static ILookup<ExpectedTrigger, (int Partition, long Offset)> Locate(
        HashSet<ExpectedTrigger> wanted, IReadOnlyList<(int Partition, long Offset, string Value)> records) =>
        records
            .Select(record => (Trigger: Read(record.Value), Place: (record.Partition, record.Offset)))
            .Where(record => wanted.Contains(record.Trigger))
            .ToLookup(record => record.Trigger, record => record.Place);

    private static ExpectedTrigger Read(string value)
    {
        using var json = JsonDocument.Parse(value);
        return new ExpectedTrigger(
            json.RootElement.GetProperty("time").GetInt64(), json.RootElement.GetProperty("price").GetDecimal());
    }
}
