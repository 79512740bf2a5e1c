using Microsoft.Extensions.Logging.Abstractions;
using Tripline.Streams;
using Tripline.Streams.Codec;
using Tripline.Streams.Kafka;
using Tripline.Streams.Log;
using Tripline.Tests.Integration.Support;

namespace Tripline.Tests.Integration.Kafka;

/// <summary>A tick log on topics of its own, as one silo has it.</summary>
internal sealed class KafkaLogUnderTest : IAsyncDisposable
{
    private KafkaLogUnderTest(KafkaServer server, KafkaOptions options)
    {
        Server = server;
        Options = options;
        Log = new KafkaTickLog(options, TimeProvider.System, NullLogger<KafkaTickLog>.Instance);
        Appender = new TickAppender(Log, new NoSequences());
    }

    public KafkaServer Server { get; }

    public KafkaOptions Options { get; }

    public KafkaTickLog Log { get; }

    public TickAppender Appender { get; }

    public static async Task<KafkaLogUnderTest> StartAsync(KafkaServer server, int partitions = 1)
    {
        var topic = await server.CreateTopicAsync(partitions);
        await server.CreateTopicAsync(1, topic + ".dlq");
        return new KafkaLogUnderTest(server, OptionsOf(server, topic));
    }

    /// <summary>A log on topics that are there.</summary>
    public static KafkaLogUnderTest On(KafkaServer server, string topic) => new(server, OptionsOf(server, topic));

    /// <summary>Another silo's log on the same topics.</summary>
    public KafkaLogUnderTest Another(Action<KafkaOptions>? change = null)
    {
        var options = OptionsOf(Server, Options.Topic);
        change?.Invoke(options);
        return new KafkaLogUnderTest(Server, options);
    }

    public Task AppendAsync(params Tick[] ticks) => Appender.AppendAsync(ticks, CancellationToken.None).AsTask();

    /// <summary>Reads until so many ticks came.</summary>
    public static async Task<List<ReadTick>> ReadAsync(ITickLogReader reader, int count)
    {
        var run = new RecordRun(1 << 20, 65_536);
        var ticks = new List<ReadTick>();
        await Eventually.BecomesTrueAsync($"{count} ticks came", TimeSpan.FromSeconds(30), async () =>
        {
            while (ticks.Count < count && reader.TryRead(run))
            {
                await run.RejectedStored;
                ticks.AddRange(Decode(run));
            }

            return ticks.Count >= count;
        }, () => $"{ticks.Count} came.");
        return ticks;
    }

    public async ValueTask DisposeAsync() => await Log.DisposeAsync();

    private static KafkaOptions OptionsOf(KafkaServer server, string topic)
    {
        var options = new KafkaOptions
        {
            BootstrapServers = server.BootstrapServers,
            Topic = topic,
            DeadLetterTopic = topic + ".dlq",
            Group = topic,
        };
        foreach (var (name, value) in KafkaServer.ClientOptions)
        {
            options.Client[name] = value;
        }

        return options;
    }

    /// <summary>The ticks of a run.</summary>
    public static List<ReadTick> Decode(RecordRun run)
    {
        var ticks = new List<ReadTick>();
        foreach (var slot in run.Records)
        {
            Assert.True(TickRecordReader.TryOpen(run.Buffer.AsSpan(slot.Start, slot.Length), out var record));
            for (var index = slot.FirstIndex; record.TryRead(out var tick); index++)
            {
                ticks.Add(new ReadTick(
                    System.Text.Encoding.ASCII.GetString(tick.Symbol), tick.Price, tick.Size, tick.TimeMs, tick.Sequence,
                    slot.Offset, index));
            }
        }

        return ticks;
    }

    private sealed class NoSequences : ISourceSequences
    {
        public ValueTask<long?> LastSequenceAsync(string source, CancellationToken cancellationToken) => default;
    }
}
