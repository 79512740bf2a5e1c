using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tripline.Tests.Integration.Support;

/// <summary>Real silos that share a broker and a database: a topic, a group and a database of their own. All end with
/// their owner.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    // What a silo says when it has started.
    private const string Started = "Tripline listens on";

    // What it ends with when the others have declared it dead.
    private const int DeclaredDead = 3;

    // HH:mm:ss.fff
    private const int TimeLength = 12;

    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    private readonly TempFolder _folder = new();
    private readonly List<SiloProcess> _silos = [];
    private readonly List<(string Name, SiloProcess Silo)> _all = [];
    private readonly string[] _options;
    private readonly int _partitions;
    private readonly List<string> _crashes = [];
    private int _launched;

    private TestCluster(string bootstrapServers, string topic, int partitions, string connectionString, string[] options)
    {
        Topic = topic;
        ConnectionString = connectionString;
        _partitions = partitions;
        _options =
        [
            "--Source", "none",
            "--Streams", "kafka",
            "--Kafka:BootstrapServers", bootstrapServers,
            "--Kafka:Topic", topic,
            "--Kafka:DeadLetterTopic", $"{topic}.dlq",
            "--Kafka:Group", $"{topic}-group",
            .. KafkaServer.ClientOptions.SelectMany(option => (string[])[$"--Kafka:Client:{option.Key}", option.Value]),
            "--ConnectionStrings:Tripline", connectionString,
            SiloOptionNames.CheckpointInterval, "00:00:00.5",
            .. options,
        ];
    }

    /// <summary>The topic of the ticks.</summary>
    public string Topic { get; }

    /// <summary>The database.</summary>
    public string ConnectionString { get; }

    /// <summary>The silos that ended by themselves after they had started, with their last words. (One that finds a server
    /// away when it starts may end.)</summary>
    public IReadOnlyList<string> Crashes => _crashes;

    /// <summary>How many silos ended because the others had declared them dead.</summary>
    public int DeclaredDeadCount { get; private set; }

    /// <summary>The silos that run, in the order of their start.</summary>
    public IReadOnlyList<SiloProcess> Silos
    {
        get
        {
            lock (_silos)
            {
                return [.. _silos];
            }
        }
    }

    /// <summary>Makes a topic and a database.</summary>
    public static async Task<TestCluster> CreateAsync(
        PostgresServer postgres, KafkaServer kafka, int partitions, params string[] options) =>
        new(
            kafka.BootstrapServers,
            await kafka.CreateTopicAsync(partitions),
            partitions,
            await postgres.CreateDatabaseAsync(),
            options);

    /// <summary>Starts a silo and does not wait.</summary>
    /// <param name="host">What it takes for its machine's name; null for the real one.</param>
    public SiloProcess Launch(string? host = null)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"silo-{++_launched}");
        var silo = SiloProcess.LaunchOn(host, _folder.Of(name), _options);
        lock (_silos)
        {
            _silos.Add(silo);
            _all.Add((name, silo));
        }

        return silo;
    }

    /// <summary>Starts silos and waits until they share all partitions.</summary>
    public async Task StartAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Launch();
        }

        await WaitUntilSharedAsync();
    }

    /// <summary>Waits until all silos are ready, each partition is one's, and no silo is without. Silos that have ended
    /// meanwhile, because a server was away when they started, are started anew.</summary>
    /// <param name="cancellation">Ends the wait early.</param>
    public async Task WaitUntilSharedAsync(CancellationToken cancellation = default)
    {
        await Eventually.BecomesTrueAsync(
            "the silos share all partitions",
            Bound,
            async () =>
            {
                await ReviveAsync();
                var areReady = await Task.WhenAll(Silos.Select(IsReadyAsync));
                if (!areReady.All(isReady => isReady))
                {
                    return false;
                }

                var shares = await Task.WhenAll(Silos.Select(PartitionsAsync));
                return shares.All(share => share.Count > 0)
                    && shares.SelectMany(share => share.Keys).Order().SequenceEqual(Enumerable.Range(0, _partitions));
            },
            Describe,
            cancellation);
    }

    /// <summary>Starts silos anew for those that have ended by themselves.</summary>
    public async Task ReviveAsync()
    {
        foreach (var silo in Silos.Where(silo => silo.HasExited))
        {
            if (silo.ExitCode == DeclaredDead)
            {
                DeclaredDeadCount++;
            }
            else if (silo.History.Any(line => line.Contains(Started, StringComparison.Ordinal)))
            {
                _crashes.Add($"{NameOf(silo)} ended with {silo.ExitCode}: {silo.Output}");
            }

            await KillAsync(silo);
            Launch();
        }
    }

    /// <summary>Creates alerts, each at another silo in turn.</summary>
    public async Task CreateAlertsAsync(JsonArray alerts)
    {
        for (var i = 0; i < alerts.Count; i++)
        {
            await AnyOf(i).Api.CreateAlertAsync(alerts[i]!.DeepClone());
        }
    }

    /// <summary>One of the silos that run.</summary>
    public SiloProcess AnyOf(int number)
    {
        lock (_silos)
        {
            return _silos[(int)((uint)number % (uint)_silos.Count)];
        }
    }

    /// <summary>Ends a silo as a power cut would.</summary>
    public async Task KillAsync(SiloProcess silo)
    {
        Forget(silo);
        await silo.DisposeAsync();
    }

    /// <summary>Asks a silo to end and waits until it has.</summary>
    public async Task StopAsync(SiloProcess silo)
    {
        Forget(silo);
        await silo.StopAsync();
        await silo.DisposeAsync();
    }

    /// <summary>Waits until so many records are folded, by whichever silo has their partition.</summary>
    public Task WaitUntilFoldedAsync(long records, TimeSpan? bound = null) => Eventually.BecomesTrueAsync(
        $"{records} records are folded",
        bound ?? Bound,
        async () =>
        {
            var shares = await Task.WhenAll(Silos.Select(PartitionsAsync));
            var partitions = shares.SelectMany(share => share).ToList();
            return partitions.Count == _partitions
                && partitions.Sum(partition => partition.Value.Position) >= records
                && partitions.All(partition => partition.Value.Position >= partition.Value.End);
        },
        Describe);

    /// <summary>Waits until nothing of what the topic holds now is still to be folded.</summary>
    public Task WaitUntilCaughtUpAsync(TimeSpan bound) => WaitUntilFoldedAsync(0, bound);

    /// <summary>The partitions that a silo owns, with how far each is; none while it does not answer.</summary>
    public static async Task<IReadOnlyDictionary<int, (long Position, long End)>> PartitionsAsync(SiloProcess silo)
    {
        try
        {
            var state = await silo.Api.GetSiloAsync();
            return state.GetProperty("partitions").EnumerateArray().ToDictionary(
                partition => partition.GetProperty("number").GetInt32(),
                partition => (partition.GetProperty("position").GetInt64(), partition.GetProperty("end").GetInt64()));
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException or JsonException)
        {
            return new Dictionary<int, (long, long)>();
        }
    }

    /// <summary>The partitions that a silo owns, each with the generation of its tenure.</summary>
    public static async Task<IReadOnlyDictionary<int, long>> GenerationsAsync(SiloProcess silo) =>
        (await silo.Api.GetSiloAsync()).GetProperty("partitions").EnumerateArray().ToDictionary(
            partition => partition.GetProperty("number").GetInt32(),
            partition => partition.GetProperty("generation").GetInt64());

    /// <summary>How a silo is called in <see cref="Journal"/>.</summary>
    public string NameOf(SiloProcess silo)
    {
        lock (_silos)
        {
            return _all.First(one => one.Silo == silo).Name;
        }
    }

    /// <summary>All lines of all silos, those that have ended too, in the order of their times.</summary>
    public IReadOnlyList<string> Journal()
    {
        lock (_silos)
        {
            return [.. _all
                .SelectMany(one => one.Silo.History.Select(line => (one.Name, Line: line)))
                .Where(entry => entry.Line.Length > TimeLength && char.IsAsciiDigit(entry.Line[0]))
                .OrderBy(entry => entry.Line[..TimeLength], StringComparer.Ordinal)
                .Select(entry => $"{entry.Line[..TimeLength]} {entry.Name} {entry.Line[TimeLength..].Trim()}")];
        }
    }

    /// <summary>The last lines of all silos.</summary>
    public string Describe() => string.Join(
        Environment.NewLine, Silos.Select(silo => $"--- silo {silo.Id} at {silo.Address}{Environment.NewLine}{silo.Output}"));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var silo in Silos)
        {
            await silo.DisposeAsync();
        }

        _folder.Dispose();
    }

    private static async Task<bool> IsReadyAsync(SiloProcess silo)
    {
        try
        {
            using var answer = await silo.Http.GetAsync("/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Forget(SiloProcess silo)
    {
        lock (_silos)
        {
            _silos.Remove(silo);
        }
    }
}
