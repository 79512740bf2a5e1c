using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Tripline.Bench.Harness;

/// <summary>The benchmarks of another checkout, run as a process of their own.</summary>
/// <param name="checkout">Its folder.</param>
internal sealed class BuildBefore(string checkout)
{
    /// <summary>Runs one of its benchmarks once and returns the figures of its JSON line.</summary>
    /// <exception cref="InvalidOperationException">It failed, or printed none.</exception>
    public async Task<Dictionary<string, double>> RunAsync(string benchmark, BenchOptions options)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            ArgumentList =
            {
                "run", "-c", "Release", "--project", Path.Combine(checkout, "bench"), "-p:SkipWeb=true", "--", benchmark,
                "--runs", "1", "--scale", options.Scale.ToString(CultureInfo.InvariantCulture),
                "--data", options.DataPath, "--json",
            },
        };
        using var process = Process.Start(start)!;
        using var ending = options.Cancellation.Register(() => process.Kill(entireProcessTree: true));
        var output = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        options.Cancellation.ThrowIfCancellationRequested();
        var line = output.Split('\n').LastOrDefault(line => line.StartsWith('{'));
        return process.ExitCode == 0 && line is not null
            ? JsonSerializer.Deserialize<Dictionary<string, double>>(line)!
            : throw new InvalidOperationException(
                $"The benchmark '{benchmark}' of {checkout} ended with {process.ExitCode} and no figures:\n{output}");
    }
}
