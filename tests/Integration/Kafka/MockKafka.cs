using System.Diagnostics;
using System.Globalization;
using Confluent.Kafka;
using Microsoft.Extensions.Logging.Abstractions;
using Tripline.Streams.Kafka;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.Kafka;

/// <summary>A mock cluster of librdkafka in a process of its own, which ends with its input and so with its owner.
/// docs/kafka.md says what it can not do.</summary>
internal sealed class MockKafka : IAsyncDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Process _process;
    private int _topics;

    private MockKafka(Process process, string bootstrapServers)
    {
        _process = process;
        BootstrapServers = bootstrapServers;
    }

    /// <summary>Where clients connect.</summary>
    public string BootstrapServers { get; }

    public static async Task<MockKafka> StartAsync(int brokers = 1)
    {
        var silo = new FileInfo(SiloProgram.AssemblyPath);
        var output = Path.GetRelativePath(Path.Combine(SiloProgram.RepositoryFolder, "Silo"), silo.DirectoryName!);
        var program = Path.Combine(SiloProgram.RepositoryFolder, "tests", "MockKafka", output, "Tripline.MockKafka.dll");
        var process = Process.Start(new ProcessStartInfo(
            "dotnet", [program, brokers.ToString(CultureInfo.InvariantCulture)])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var first = await process.StandardOutput.ReadLineAsync().WaitAsync(Bound);
        return new MockKafka(process, first ?? throw new InvalidOperationException("The mock cluster ended at once."));
    }

    /// <summary>Makes a topic and one of one partition for its dead letters. Returns its name.</summary>
    public async Task<string> CreateTopicAsync(int partitions = 1)
    {
        var topic = string.Create(CultureInfo.InvariantCulture, $"ticks-{Interlocked.Increment(ref _topics)}");
        await RunAsync($"create {topic} {partitions}");
        await RunAsync($"create {topic}.dlq 1");
        return topic;
    }

    /// <summary>Runs a command of the mock's program.</summary>
    /// <exception cref="InvalidOperationException">It says what is wrong with it.</exception>
    public async Task RunAsync(string command)
    {
        await _turn.WaitAsync();
        try
        {
            await _process.StandardInput.WriteLineAsync(command);
            await _process.StandardInput.FlushAsync();
            var answer = await _process.StandardOutput.ReadLineAsync().WaitAsync(Bound);
            if (answer != "ok")
            {
                throw new InvalidOperationException($"{command}: {answer}");
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>A silo's log on a topic.</summary>
    public KafkaTickLog Open(string topic, Action<KafkaOptions>? change = null)
    {
        var options = new KafkaOptions
        {
            BootstrapServers = BootstrapServers,
            Topic = topic,
            DeadLetterTopic = topic + ".dlq",
            Group = topic,
        };
        change?.Invoke(options);
        return new KafkaTickLog(options, TimeProvider.System, NullLogger<KafkaTickLog>.Instance);
    }

    /// <summary>A producer that knows nothing of this project.</summary>
    public IProducer<byte[]?, string> NewProducer(Action<ProducerConfig>? change = null)
    {
        KafkaLibrary.Require();
        var config = new ProducerConfig { BootstrapServers = BootstrapServers, Partitioner = Partitioner.Murmur2Random };
        change?.Invoke(config);
        return new ProducerBuilder<byte[]?, string>(config).SetLogHandler((_, _) => { }).Build();
    }

    /// <summary>All records of a topic's first partition, until there are so many.</summary>
    public async Task<IReadOnlyList<ConsumeResult<byte[]?, byte[]?>>> ReadAsync(string topic, int count)
    {
        KafkaLibrary.Require();
        using var consumer = new ConsumerBuilder<byte[]?, byte[]?>(
            new ConsumerConfig { BootstrapServers = BootstrapServers, GroupId = "reader", EnableAutoCommit = false }).Build();
        consumer.Assign(new TopicPartitionOffset(topic, 0, Offset.Beginning));
        var records = new List<ConsumeResult<byte[]?, byte[]?>>();
        await Eventually.BecomesTrueAsync($"{count} records are in {topic}", Bound, () =>
        {
            while (consumer.Consume(TimeSpan.FromMilliseconds(100)) is { } found)
            {
                records.Add(found);
            }

            return Task.FromResult(records.Count >= count);
        });
        return records;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        try
        {
            await _process.WaitForExitAsync().WaitAsync(Bound);
        }
        catch (TimeoutException)
        {
            _process.Kill();
        }

        _process.Dispose();
        _turn.Dispose();
    }
}
