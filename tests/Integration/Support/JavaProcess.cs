using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Tripline.Tests.Integration.Support;

/// <summary>A Java program of Kafka's jars that runs until its owner ends it.</summary>
internal sealed partial class JavaProcess : IAsyncDisposable
{
    private const int Sigterm = 15;
    private static readonly TimeSpan StopBound = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RunBound = TimeSpan.FromSeconds(90);
    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly Task<string> _output;
    private readonly string _log;

    private JavaProcess(Process process, string log)
    {
        _process = process;
        _log = log;
        _errors = process.StandardError.ReadToEndAsync();
        _output = process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>The number of the process.</summary>
    public int Id => _process.Id;

    /// <summary>Starts a program.</summary>
    /// <param name="jars">Folder of its jars.</param>
    /// <param name="logging">File that configures its log.</param>
    /// <param name="log">The file of its log.</param>
    /// <param name="mainClass">The class to run.</param>
    /// <param name="words">Its arguments.</param>
    /// <exception cref="InvalidOperationException">There is no Java.</exception>
    public static JavaProcess Start(string jars, string logging, string log, string mainClass, params string[] words)
    {
        var start = new ProcessStartInfo("java")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] all =
        [
            "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=4", $"-Dlog4j.configuration=file:{logging}",
            "-cp", Path.Combine(jars, "*"), mainClass, .. words,
        ];
        foreach (var word in all)
        {
            start.ArgumentList.Add(word);
        }

        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return new JavaProcess(process, log);
        }
        catch (Win32Exception fault)
        {
            throw new InvalidOperationException(
                "There is no java to run Apache Kafka with: install Debian's package openjdk-17-jre-headless, as ./test "
                + "does.", fault);
        }
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task RunAsync(string jars, string logging, string mainClass, params string[] words)
    {
        await using var tool = Start(jars, logging, "", mainClass, words);
        await tool._process.WaitForExitAsync().WaitAsync(RunBound);
        if (tool._process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"{mainClass} {string.Join(' ', words)} ended with {tool._process.ExitCode}: {await tool._output}{await tool._errors}");
        }
    }

    /// <summary>Waits until its log has a line with those words.</summary>
    /// <exception cref="InvalidOperationException">It ended before.</exception>
    public Task WaitForLineAsync(string words, TimeSpan bound) => Eventually.BecomesTrueAsync(
        $"the log has a line with '{words}'",
        bound,
        async () =>
        {
            var hasEnded = _process.HasExited;
            var isThere = File.Exists(_log) && (await File.ReadAllTextAsync(_log)).Contains(words, StringComparison.Ordinal);
            return hasEnded && !isThere
                ? throw new InvalidOperationException($"{_log} ended with {_process.ExitCode}: {await DescribeAsync()}")
                : isThere;
        },
        () => File.Exists(_log) ? File.ReadAllText(_log) : "");

    /// <summary>Ends it.</summary>
    /// <param name="isAbrupt">Whether it gets no time for anything.</param>
    public async Task StopAsync(bool isAbrupt)
    {
        if (!isAbrupt && !_process.HasExited && SendSignal(_process.Id, Sigterm) == 0)
        {
            try
            {
                await _process.WaitForExitAsync().WaitAsync(StopBound);
            }
            catch (TimeoutException)
            {
                // Then as in a crash.
            }
        }

        await DisposeAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task<string> DescribeAsync() =>
        (File.Exists(_log) ? await File.ReadAllTextAsync(_log) : "") + await _errors;

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int processId, int signal);
}
