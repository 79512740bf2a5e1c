using System.Globalization;

namespace Tripline.Tests.Integration.Support;

/// <summary>An Apache Kafka broker of its own with its ZooKeeper, on free ports of the loopback and in a temporary
/// folder; all end with their owner.</summary>
/// <remarks>The broker is a 0.9: groups, failover and acks=all work; it knows no headers, times of records, idempotence
/// or transactions.</remarks>
public sealed class KafkaServer : IAsyncDisposable
{
    private static readonly TimeSpan StartBound = TimeSpan.FromSeconds(90);
    private readonly TempFolder _folder;
    private readonly string _jars;
    private readonly int _port = FreePorts.Next();
    private readonly int _zooKeeperPort = FreePorts.Next();
    private JavaProcess? _zooKeeper;
    private JavaProcess? _broker;
    private int _topics;

    private KafkaServer(string jars, string? parent)
    {
        _jars = jars;
        _folder = new TempFolder(parent);
    }

    /// <summary>The number of the broker's process.</summary>
    public int ProcessId => _broker?.Id ?? throw new InvalidOperationException("The broker does not run.");

    /// <summary>Where clients connect.</summary>
    public string BootstrapServers => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}");

    /// <summary>What a client must be told of a broker that old, as options of librdkafka.</summary>
    public static IReadOnlyDictionary<string, string> ClientOptions { get; } = new Dictionary<string, string>
    {
        ["api.version.request"] = "false",
        ["broker.version.fallback"] = "0.9.0.1",
    };

    /// <summary>Starts a server.</summary>
    /// <param name="parent">Where its folder is made; the system's temporary folder when null.</param>
    /// <exception cref="InvalidOperationException">Java or Kafka's jars cannot be had, or the server ended.</exception>
    public static async Task<KafkaServer> StartAsync(string? parent = null)
    {
        var server = new KafkaServer(await KafkaJars.FolderAsync(), parent);
        try
        {
            await server.ConfigureAsync();
            server._zooKeeper = server.Java("zookeeper", "org.apache.zookeeper.server.quorum.QuorumPeerMain");
            await server._zooKeeper.WaitForLineAsync("binding to port", StartBound);
            await server.StartAgainAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A name that no topic had before.</summary>
    public string NewTopicName(string prefix = "ticks") =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}-{Interlocked.Increment(ref _topics)}");

    /// <summary>Makes a topic. Returns its name.</summary>
    public async Task<string> CreateTopicAsync(int partitions, string? name = null, params string[] configs)
    {
        name ??= NewTopicName();
        string[] words =
        [
            "--zookeeper", $"127.0.0.1:{_zooKeeperPort}", "--create", "--topic", name, "--replication-factor", "1",
            "--partitions", partitions.ToString(CultureInfo.InvariantCulture),
            .. configs.SelectMany(config => (string[])["--config", config]),
        ];
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await JavaProcess.RunAsync(_jars, _folder.Of("tool.log4j"), "kafka.admin.TopicCommand", words);
                return name;
            }
            catch (InvalidOperationException fault) when (attempt > 1 && fault.Message.Contains("already exists", StringComparison.Ordinal))
            {
                return name;
            }
            catch (InvalidOperationException) when (attempt < 3)
            {
                // On a busy machine its session with ZooKeeper may not come about in time.
            }
        }
    }

    /// <summary>Changes settings of a topic, given as <c>name=value</c>.</summary>
    public Task ConfigureTopicAsync(string name, params string[] configs) => JavaProcess.RunAsync(
        _jars,
        _folder.Of("tool.log4j"),
        "kafka.admin.TopicCommand",
        [
            "--zookeeper", $"127.0.0.1:{_zooKeeperPort}", "--alter", "--topic", name,
            .. configs.SelectMany(config => (string[])["--config", config]),
        ]);

    /// <summary>Stops the broker; what it acknowledged stays.</summary>
    /// <param name="isAbrupt">Whether it gets no time for anything, as in a crash.</param>
    public async Task StopAsync(bool isAbrupt = false)
    {
        if (_broker is { } broker)
        {
            await broker.StopAsync(isAbrupt);
            _broker = null;
        }
    }

    /// <summary>Starts the broker again, on the same port and data.</summary>
    public async Task StartAgainAsync()
    {
        // After a crash ZooKeeper remembers the old broker until its session ends, and refuses the new one until then. On
        // a busy machine it may not answer in time.
        for (var attempt = 1; ; attempt++)
        {
            _broker = Java("broker", "kafka.Kafka");
            try
            {
                await _broker.WaitForLineAsync("started (kafka.server.KafkaServer)", StartBound);
                return;
            }
            catch (InvalidOperationException fault)
                when (attempt < 10
                    && (fault.Message.Contains("already registered", StringComparison.Ordinal)
                        || fault.Message.Contains("ZkTimeoutException", StringComparison.Ordinal)))
            {
                await _broker.DisposeAsync();
            }
        }
    }

    /// <summary>Stops the broker and starts it again.</summary>
    /// <param name="isAbrupt">Whether it gets no time for anything, as in a crash.</param>
    public async Task RestartAsync(bool isAbrupt = false)
    {
        await StopAsync(isAbrupt);
        await StartAgainAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var process in (JavaProcess?[])[_broker, _zooKeeper])
        {
            if (process is not null)
            {
                await process.DisposeAsync();
            }
        }

        _folder.Dispose();
    }

    private async Task ConfigureAsync()
    {
        await File.WriteAllTextAsync(_folder.Of("zookeeper.properties"), $"""
            dataDir={_folder.Of("zookeeper")}
            clientPort={_zooKeeperPort}
            clientPortAddress=127.0.0.1
            maxClientCnxns=0
            tickTime=2000
            """);
        await File.WriteAllTextAsync(_folder.Of("broker.properties"), $"""
            broker.id=0
            host.name=127.0.0.1
            advertised.host.name=127.0.0.1
            port={_port}
            log.dirs={_folder.Of("topics")}
            log.index.size.max.bytes=1048576
            zookeeper.connect=127.0.0.1:{_zooKeeperPort}
            zookeeper.session.timeout.ms=12000
            zookeeper.connection.timeout.ms=30000
            num.partitions=4
            offsets.topic.num.partitions=4
            offsets.topic.replication.factor=1
            group.min.session.timeout.ms=1000
            group.max.session.timeout.ms=300000
            log.retention.check.interval.ms=1000
            log.cleaner.enable=false
            """);
        foreach (var name in (string[])["zookeeper", "broker", "tool"])
        {
            await File.WriteAllTextAsync(_folder.Of(name + ".log4j"), $"""
                log4j.rootLogger=INFO, file
                log4j.appender.file=org.apache.log4j.FileAppender
                log4j.appender.file.File={_folder.Of(name + ".log")}
                log4j.appender.file.layout=org.apache.log4j.PatternLayout
                log4j.appender.file.layout.ConversionPattern=%d %p %m (%c)%n
                """);
        }
    }

    private JavaProcess Java(string name, string mainClass)
    {
        var log = _folder.Of(name + ".log");
        File.Delete(log);
        return JavaProcess.Start(_jars, _folder.Of(name + ".log4j"), log, mainClass, _folder.Of(name + ".properties"));
    }
}
