using System.CommandLine;

namespace Tripline.Bench.Harness;

/// <summary>The command line over a table of benchmarks.</summary>
public static class BenchCommand
{
    /// <summary>Builds the command line; a benchmark that fails ends it with 1 and its error.</summary>
    public static RootCommand Build(IEnumerable<IBenchmark> benchmarks)
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON object as the last line.", Recursive = true };
        var runs = new Option<int>("--runs")
        {
            Description = "Measure so many times; the median counts.",
            DefaultValueFactory = _ => 3,
            Recursive = true,
        };
        var scale = new Option<double>("--scale")
        {
            Description = "Share of the full work, above 0 up to 1. Goals hold at 1.",
            DefaultValueFactory = _ => 1,
            Recursive = true,
        };
        var data = new Option<string>("--data")
        {
            Description = "Folder for the benchmark's logs and stores; they are removed at the end.",
            DefaultValueFactory = _ => Path.GetTempPath(),
            Recursive = true,
        };
        var before = new Option<string?>("--before")
        {
            Description = "Checkout of the build before: runs its benchmark in turns with this one, and prints both.",
            Recursive = true,
        };

        var rounds = new Option<int?>("--rounds")
        {
            Description = "Rounds of events of failover. [default: 10, scaled]",
            Recursive = true,
        };

        var root = new RootCommand("Tripline's benchmarks: each prints a table and the machine it ran on.")
        {
            json, runs, rounds, scale, data, before,
        };
        foreach (var benchmark in benchmarks)
        {
            var command = new Command(benchmark.Name, benchmark.Summary);
            command.SetAction(async (parsed, cancellation) =>
            {
                var measured = (parsed.GetValue(before), benchmark) switch
                {
                    (null, _) => benchmark,
                    (var checkout, IBesideCheckout itself) => itself.Beside(checkout),
                    (var checkout, _) => new BesideBefore(benchmark, new BuildBefore(checkout)),
                };
                var report = await measured.RunAsync(new BenchOptions(
                    Math.Max(1, parsed.GetValue(runs)),
                    Math.Clamp(parsed.GetValue(scale), 0.0001, 1),
                    parsed.GetValue(data)!,
                    cancellation,
                    parsed.GetValue(rounds) is { } asked ? Math.Max(1, asked) : null));
                BenchReportWriter.WriteTable(Console.Out, benchmark.Name, report);
                if (parsed.GetValue(json))
                {
                    BenchReportWriter.WriteJson(Console.Out, report);
                }

                return 0;
            });
            root.Add(command);
        }

        return root;
    }
}
