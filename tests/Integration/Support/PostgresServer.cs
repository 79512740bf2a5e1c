using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Tripline.Tests.Integration.Support;

/// <summary>A PostgreSQL server of its own, on the loopback and in a temporary folder; both end with their owner.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>A name for a role that must give its password; every other one is trusted.</summary>
    public const string Guest = "guest";

    private const string User = "tripline";
    private const string SystemUser = "postgres";
    private static readonly TimeSpan CommandBound = TimeSpan.FromSeconds(90);

    private readonly string _folder;
    private readonly string _programs;
    private readonly int _port;
    private int _databases;

    private PostgresServer(string folder, string programs, int port)
    {
        _folder = folder;
        _programs = programs;
        _port = port;
    }

    /// <summary>The number of the server's first process.</summary>
    public int ProcessId => int.Parse(
        File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Makes a server and starts it, as the user postgres where this process is root's: the server refuses
    /// root.</summary>
    /// <param name="parent">Where its folder is made; the system's temporary folder when null.</param>
    /// <param name="isDurable">Whether commits wait for the disk; tests need not.</param>
    /// <exception cref="InvalidOperationException">There are no server programs, or one of them failed.</exception>
    public static async Task<PostgresServer> StartAsync(string? parent = null, bool isDurable = false)
    {
        var folder = Directory.CreateDirectory(
            Path.Combine(parent ?? Path.GetTempPath(), $"tripline-postgres-{Guid.NewGuid():N}")).FullName;
        var server = new PostgresServer(folder, FindPrograms(), FreePort());
        try
        {
            if (IsRoot)
            {
                await RunAsync("chown", [SystemUser, folder]);
            }

            await server.RunAsUserAsync(
                "initdb", "-D", server.Data, "-U", User, "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync");
            await File.AppendAllTextAsync(Path.Combine(server.Data, "postgresql.conf"), $"""

                port = {server._port}
                listen_addresses = '127.0.0.1'
                unix_socket_directories = ''
                max_connections = 200
                fsync = {(isDurable ? "on" : "off")}
                shared_buffers = '256MB'
                max_wal_size = '2GB'
                """);
            var access = Path.Combine(server.Data, "pg_hba.conf");
            await File.WriteAllTextAsync(
                access, $"host all {Guest} 127.0.0.1/32 scram-sha-256\n{await File.ReadAllTextAsync(access)}");
            await server.StartAgainAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes an empty database. Returns its connection string.</summary>
    public Task<string> CreateDatabaseAsync() => CreateDatabaseAsync("template1");

    /// <summary>Makes a copy of a database to which nobody is connected. Returns its connection string.</summary>
    /// <param name="connectionString">The one to copy.</param>
    public Task<string> CopyDatabaseAsync(string connectionString)
    {
        // What used it in this process may have left connections in a pool.
        NpgsqlConnection.ClearAllPools();
        return CreateDatabaseAsync(new NpgsqlConnectionStringBuilder(connectionString).Database!);
    }

    /// <summary>Runs a statement on a connection of its own.</summary>
    public static async Task ExecuteAsync(string connectionString, string statement)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
#pragma warning disable CA2100 // Tests write their statements themselves.
        await using var command = new NpgsqlCommand(statement, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Writes a database to a file of the server's folder. Returns its path.</summary>
    public async Task<string> DumpAsync(string connectionString)
    {
        var path = Path.Combine(_folder, $"{Guid.NewGuid():N}.dump");
        await RunAsUserAsync("pg_dump", [.. Client(connectionString), "-Fc", "-f", path]);
        return path;
    }

    /// <summary>Puts a database back to what it was when the file was written; nobody may be connected to it.</summary>
    public async Task RestoreAsync(string connectionString, string path)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        await ExecuteAsync(ConnectionString("postgres"), $"drop database {name} with (force)");
        await ExecuteAsync(ConnectionString("postgres"), $"create database {name}");
        await RunAsUserAsync("pg_restore", [.. Client(connectionString), path]);
    }

    /// <summary>Starts the server again and waits until it takes connections.</summary>
    public Task StartAgainAsync() => RunAsUserAsync(
        "pg_ctl", "-D", Data, "-w", "-t", "60", "-s", "-l", Path.Combine(_folder, "log"), "start");

    /// <summary>Stops the server; what is not committed is lost.</summary>
    /// <param name="isAbrupt">Whether it gets no time for anything, as in a crash.</param>
    public Task StopAsync(bool isAbrupt = false) => RunAsUserAsync(
        "pg_ctl", "-D", Data, "-w", "-t", "60", "-s", "-m", isAbrupt ? "immediate" : "fast", "stop");

    /// <summary>Stops the server and starts it again.</summary>
    /// <param name="isAbrupt">Whether it gets no time for anything, as in a crash.</param>
    public async Task RestartAsync(bool isAbrupt = false)
    {
        await StopAsync(isAbrupt);
        await StartAgainAsync();
    }

    /// <summary>How many lines of the server's log hold these words.</summary>
    public async Task<int> CountInLogAsync(string words)
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(_folder, "log"));
        return lines.Count(line => line.Contains(words, StringComparison.Ordinal));
    }

    /// <summary>Freezes every process of the server: connections stay open and nobody answers.</summary>
    public Task FreezeAsync() => SignalAsync("-STOP");

    /// <summary>Lets a frozen server go on.</summary>
    public Task ThawAsync() => SignalAsync("-CONT");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
        {
            await StopAsync(isAbrupt: true);
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static bool IsRoot => Environment.UserName == "root";

    private async Task<string> CreateDatabaseAsync(string template)
    {
        var name = string.Create(
            CultureInfo.InvariantCulture, $"tripline_{Interlocked.Increment(ref _databases)}");
        await ExecuteAsync(ConnectionString("postgres"), $"create database {name} template {template}");
        return ConnectionString(name);
    }

    private string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={_port};Username={User};Database={database}";

    private string[] Client(string connectionString) =>
    [
        "-h", "127.0.0.1", "-p", _port.ToString(CultureInfo.InvariantCulture), "-U", User,
        "-d", new NpgsqlConnectionStringBuilder(connectionString).Database!,
    ];

    private static string FindPrograms()
    {
        var versions = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql")
            : [];
        return versions
                .OrderByDescending(
                    v => int.TryParse(Path.GetFileName(v), CultureInfo.InvariantCulture, out var number) ? number : 0)
                .Select(v => Path.Combine(v, "bin"))
                .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
                .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
            ?? throw new InvalidOperationException(
                "PostgreSQL's server programs (initdb, pg_ctl) are not there: install Debian's package postgresql, as "
                + "./test does.");
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private async Task SignalAsync(string signal)
    {
        var first = (await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid")))[0];
        await RunAsync("kill", [signal, first, .. ChildrenOf(first)]);
    }

    private static IEnumerable<string> ChildrenOf(string parent)
    {
        foreach (var folder in Directory.GetDirectories("/proc", "*"))
        {
            string status;
            try
            {
                status = File.ReadAllText(Path.Combine(folder, "stat"));
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                continue;
            }

            // pid (name) state parent …
            if (status[(status.LastIndexOf(')') + 2)..].Split(' ')[1] == parent)
            {
                yield return Path.GetFileName(folder);
            }
        }
    }

    private Task RunAsUserAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(_programs, program);
        return IsRoot
            ? RunAsync("runuser", ["-u", SystemUser, "--", path, .. arguments], _folder)
            : RunAsync(path, arguments, _folder);
    }

    private static async Task RunAsync(string program, string[] arguments, string? folder = null)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = folder ?? "/",
            },
        };
        process.Start();
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(CommandBound);
        if (process.ExitCode != 0)
        {
            var log = folder is null ? "" : Path.Combine(folder, "log");
            throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await output}{await errors}"
                + (File.Exists(log) ? await File.ReadAllTextAsync(log) : ""));
        }
    }
}
