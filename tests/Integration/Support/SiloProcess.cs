using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Tripline.Tests.Integration.Support;

/// <summary>The real silo as a process of its own, on a free port of the loopback. Ends with its owner.</summary>
public sealed partial class SiloProcess : IAsyncDisposable
{
    private const int Sigterm = 15;
    private const int Sigcont = 18;
    private const int Sigstop = 19;
    private const int MaxOutputLines = 300;
    private const int MaxHistoryLines = 50_000;

    private readonly Process _process;
    private readonly Queue<string> _history = new();
    private readonly Lock _lock = new();

    private SiloProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
        Http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(100) };
        Api = new SiloApi(Http, () => Output);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>A client of it.</summary>
    public HttpClient Http { get; }

    /// <summary>Its REST interface in the words of tests.</summary>
    public SiloApi Api { get; }

    /// <summary>The number of the process.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>What it ended with.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>The last lines that it wrote.</summary>
    public string Output
    {
        get
        {
            lock (_lock)
            {
                return string.Join(Environment.NewLine, _history.TakeLast(MaxOutputLines));
            }
        }
    }

    /// <summary>All lines that it wrote, but for the oldest of very many.</summary>
    public IReadOnlyList<string> History
    {
        get
        {
            lock (_lock)
            {
                return [.. _history];
            }
        }
    }

    /// <summary>Starts a silo on a data folder and waits until it is ready.</summary>
    /// <param name="dataPath">Its data folder.</param>
    /// <param name="options">Further words of its command line.</param>
    /// <exception cref="InvalidOperationException">It ended before it was ready; the message holds its output.
    /// </exception>
    public static async Task<SiloProcess> StartAsync(string dataPath, params string[] options)
    {
        var silo = Launch(dataPath, options);
        try
        {
            await silo.WaitUntilReadyAsync();
            return silo;
        }
        catch
        {
            await silo.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a silo and does not wait.</summary>
    public static SiloProcess Launch(string dataPath, params string[] options) => LaunchOn(null, dataPath, options);

    /// <summary>Starts a silo as if on another machine, and does not wait.</summary>
    /// <param name="hostName">What it takes for the machine's name; null for the real one.</param>
    /// <param name="dataPath">Its data folder.</param>
    /// <param name="options">Further words of its command line.</param>
    public static SiloProcess LaunchOn(string? hostName, string dataPath, params string[] options) =>
        LaunchProgram(SiloProgram.AssemblyPath, hostName, dataPath, options);

    /// <summary>Starts the silo of another build, and does not wait.</summary>
    /// <param name="assemblyPath">Its assembly.</param>
    /// <param name="dataPath">Its data folder.</param>
    /// <param name="options">Further words of its command line.</param>
    public static SiloProcess LaunchBuild(string assemblyPath, string dataPath, params string[] options) =>
        LaunchProgram(assemblyPath, null, dataPath, options);

    /// <summary>Waits until it says that it is ready.</summary>
    public Task WaitUntilReadyAsync(TimeSpan? bound = null) => Eventually.BecomesTrueAsync(
        "the silo is ready", bound ?? TimeSpan.FromSeconds(60), IsReadyAsync, () => Output);

    /// <summary>Ends it as a power cut would: SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Freezes it, as a machine that swaps or a debugger would: SIGSTOP.</summary>
    public void Freeze() => Send(Sigstop);

    /// <summary>Lets it go on: SIGCONT.</summary>
    public void Thaw() => Send(Sigcont);

    /// <summary>Asks it to end, SIGTERM, and waits until it has.</summary>
    /// <exception cref="TimeoutException">It did not end in time.</exception>
    /// <exception cref="InvalidOperationException">It had ended before, or ended with a failure.</exception>
    public async Task StopAsync(TimeSpan? bound = null)
    {
        Send(Sigterm);
        var code = await WaitForExitAsync(bound);
        if (code != 0)
        {
            throw new InvalidOperationException($"The silo ended with {code}: {Output}");
        }
    }

    /// <summary>Waits until it has ended by itself. Returns what it ended with.</summary>
    public async Task<int> WaitForExitAsync(TimeSpan? bound = null)
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(bound ?? TimeSpan.FromSeconds(60));
            return _process.ExitCode;
        }
        catch (TimeoutException fault)
        {
            throw new TimeoutException($"The silo did not end in time: {Output}", fault);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private static SiloProcess LaunchProgram(
        string assemblyPath, string? hostName, string dataPath, string[] options)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        string[] words =
        [
            .. hostName is null ? [] : (string[])["unshare", "-r", "--uts", "sh", "-c", "hostname \"$0\" && exec \"$@\"", hostName],
            host,
        ];
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo(words[0])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetDirectoryName(assemblyPath),
        };
        foreach (var word in (string[])[.. words.Skip(1), assemblyPath, "--urls", address.ToString(), "--Data:Path", dataPath])
        {
            start.ArgumentList.Add(word);
        }

        foreach (var word in options)
        {
            start.ArgumentList.Add(word);
        }

        foreach (var variable in (string[])["ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "DOTNET_ENVIRONMENT"])
        {
            start.Environment.Remove(variable);
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        var process = new Process { StartInfo = start };
        var silo = new SiloProcess(process, address);
        process.OutputDataReceived += (_, line) => silo.Keep(line.Data);
        process.ErrorDataReceived += (_, line) => silo.Keep(line.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return silo;
    }

    private void Send(int signal)
    {
        if (SendSignal(_process.Id, signal) != 0)
        {
            throw new InvalidOperationException($"The silo has ended already: {Output}");
        }
    }

    private async Task<bool> IsReadyAsync()
    {
        if (_process.HasExited)
        {
            await _process.WaitForExitAsync();
            throw new InvalidOperationException($"The silo ended with {_process.ExitCode}: {Output}");
        }

        try
        {
            using var answer = await Http.GetAsync("/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lock)
        {
            _history.Enqueue(line);
            if (_history.Count > MaxHistoryLines)
            {
                _history.Dequeue();
            }
        }
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int processId, int signal);
}
