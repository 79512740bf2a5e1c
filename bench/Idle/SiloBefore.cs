using System.Diagnostics;

namespace Tripline.Bench.Idle;

/// <summary>The silo of another checkout.</summary>
/// <param name="checkout">Its folder.</param>
internal sealed class SiloBefore(string checkout)
{
    /// <summary>Its assembly, once it is built.</summary>
    public string AssemblyPath { get; } = Path.Combine(
        Path.GetFullPath(checkout), "Silo", "bin", "Release", "net10.0", "Tripline.Silo.dll");

    /// <summary>Builds it.</summary>
    /// <exception cref="InvalidOperationException">It does not build; the message holds the output.</exception>
    public async Task BuildAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = checkout,
            ArgumentList = { "build", "Silo", "-c", "Release", "-v", "quiet", "-p:SkipWeb=true" },
        };
        using var process = Process.Start(start)!;
        using var ending = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        var output = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The silo of {checkout} does not build:\n{output}");
        }
    }
}
