namespace Tripline.Bench.Harness;

/// <summary>A benchmark and the same one of the build before, in turns on the same machine.</summary>
/// <param name="benchmark">The benchmark.</param>
/// <param name="before">The build before.</param>
internal sealed class BesideBefore(IBenchmark benchmark, BuildBefore before) : IBenchmark
{
    /// <inheritdoc/>
    public string Name => benchmark.Name;

    /// <inheritdoc/>
    public string Summary => benchmark.Summary;

    /// <inheritdoc/>
    public async Task<BenchReport> RunAsync(BenchOptions options)
    {
        var (theirs, ours) = (new List<Dictionary<string, double>>(), new List<BenchReport>());
        for (var run = 0; run < options.Runs; run++)
        {
            theirs.Add(await before.RunAsync(Name, options));
            ours.Add(await benchmark.RunAsync(options with { Runs = 1 }));
        }

        var rows = new List<BenchRow>();
        foreach (var row in ours[0].Rows)
        {
            var now = Median.Of([.. ours.Select(report => report.Rows.First(other => other.Name == row.Name).Value)]);
            rows.Add(row with { Value = now });
            if (row.JsonKey is { } key && theirs.TrueForAll(figures => figures.ContainsKey(key)))
            {
                var then = Median.Of([.. theirs.Select(figures => figures[key])]);
                rows.Add(new BenchRow($"  {row.Name}, before", then, row.Unit));
                rows.Add(new BenchRow($"  {row.Name}, now to before", now / then, "×", row.ToBefore, key + "ToBefore"));
            }
        }

        return ours[^1] with
        {
            Work = $"{ours[0].Work} In turns with the build before, {options.Runs} times each.",
            Rows = rows,
        };
    }
}
