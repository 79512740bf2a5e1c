using System.Globalization;
using System.Text.Json;

namespace Tripline.Bench.Harness;

/// <summary>Prints a report as a table for people and as one JSON object for programs.</summary>
public static class BenchReportWriter
{
    private static readonly string[] Headings = ["figure", "value", "unit", "goal", ""];

    /// <summary>Prints the machine, the work, the table and the notes.</summary>
    public static void WriteTable(TextWriter output, string name, BenchReport report)
    {
        output.WriteLine($"{name}: {report.Work}");
        output.WriteLine(Machine.Describe());
        output.WriteLine();

        var cells = report.Rows.Select(Cells).Prepend(Headings).ToList();
        var widths = Enumerable.Range(0, Headings.Length).Select(c => cells.Max(row => row[c].Length)).ToArray();
        foreach (var row in cells)
        {
            output.WriteLine(string.Join("  ", row.Select((cell, c) => c == 1
                ? cell.PadLeft(widths[c])
                : cell.PadRight(widths[c]))).TrimEnd());
        }

        foreach (var note in report.Notes ?? [])
        {
            output.WriteLine();
            output.WriteLine(note);
        }
    }

    /// <summary>Prints the keyed figures as one JSON object on a line of its own.</summary>
    public static void WriteJson(TextWriter output, BenchReport report)
    {
        var figures = report.Rows
            .Where(row => row.JsonKey is not null)
            .ToDictionary(row => row.JsonKey!, row => Rounded(row.Value), StringComparer.Ordinal);
        output.WriteLine(JsonSerializer.Serialize(figures));
    }

    private static string[] Cells(BenchRow row) =>
    [
        row.Name,
        Format(row.Value),
        row.Unit,
        row.Goal?.ToString() ?? "",
        row.Goal is not { } goal ? "" : goal.IsMetBy(row.Value) ? "met" : "MISSED",
    ];

    private static string Format(double value) =>
        Rounded(value).ToString(Math.Abs(value) >= 1_000 ? "#,0" : "0.####", CultureInfo.InvariantCulture);

    // Four figures behind the point are more than a benchmark can stand for; JSON has no way to write a NaN.
    private static double Rounded(double value) => double.IsFinite(value) ? Math.Round(value, 4) : 0;
}
