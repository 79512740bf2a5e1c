using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Tripline.Streams.Log;

namespace Tripline.Streams.Kafka;

/// <summary>The one producer of a silo: ticks and dead letters.</summary>
internal sealed class KafkaProducer : IDisposable
{
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ProbeBound = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FlushBound = TimeSpan.FromSeconds(10);
    private readonly IProducer<byte[]?, byte[]> _producer;
    private readonly KafkaOptions _options;
    private readonly ILogger _logger;
    private readonly ITimer _probe;
    private volatile string? _problem;

    public KafkaProducer(KafkaOptions options, TimeProvider time, ILogger logger)
    {
        _options = options;
        _logger = logger;
        _producer = new ProducerBuilder<byte[]?, byte[]>(ClientSettings.Producer(options))
            .SetLogHandler((_, message) => KafkaMessages.Client(logger, message))
            .SetErrorHandler((_, error) => KafkaMessages.ClientFailed(logger, error.Code.ToString(), error.Reason))
            .Build();
        _probe = time.CreateTimer(_ => Probe(), null, ProbeInterval, ProbeInterval);
    }

    /// <summary>Whether the topic takes writes, and if not, why.</summary>
    public TickLogHealth Health => new(_problem is null, _problem);

    /// <summary>The client, for questions to the cluster.</summary>
    public Handle Handle => _producer.Handle;

    /// <summary>Produces a record and completes when the broker has acknowledged it.</summary>
    /// <exception cref="IOException">It has not, within the bound.</exception>
    public async Task ProduceAsync(TopicPartition target, byte[]? key, byte[] value)
    {
        try
        {
            var acknowledged = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _producer.Produce(
                target,
                new Message<byte[]?, byte[]> { Key = key, Value = value },
                report => Complete(acknowledged, report.Error));
            await acknowledged.Task;
        }
        catch (KafkaException exception)
        {
            throw Failed(target, exception.Error, exception);
        }

        if (_problem is not null && target.Topic == _options.Topic)
        {
            Recover();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _probe.Dispose();
        _producer.Flush(FlushBound);
        ClientClose.Run("Kafka producer", _logger, _producer.Dispose);
    }

    private static void Complete(TaskCompletionSource acknowledged, Error error)
    {
        if (error.IsError)
        {
            acknowledged.SetException(new KafkaException(error));
        }
        else
        {
            acknowledged.SetResult();
        }
    }

    private IOException Failed(TopicPartition target, Error error, Exception cause)
    {
        var bound = _options.AppendTimeout.TotalSeconds;
        var reason = error.Code is ErrorCode.Local_MsgTimedOut or ErrorCode.Local_TimedOut
            ? $"no acknowledgement within {bound:0.#} s. Check that the brokers are up and reachable"
            : error.Code == ErrorCode.Local_QueueFull
                ? "more is waiting than the client may hold. Append less at a time, or raise "
                    + "Kafka:Client:queue.buffering.max.kbytes"
                : $"{error.Reason} ({error.Code})";
        var problem = $"Kafka does not take records for {target.Topic}: {reason}.";
        if (target.Topic == _options.Topic && error.Code != ErrorCode.MsgSizeTooLarge && _problem is null)
        {
            _problem = problem;
            KafkaMessages.WriteFailed(_logger, problem);
        }

        return new IOException(problem, cause);
    }

    // With nothing to append, a question to the cluster tells whether it is back.
    private void Probe()
    {
        if (_problem is null)
        {
            return;
        }

        try
        {
            using var admin = new DependentAdminClientBuilder(Handle).Build();
            var topic = admin.GetMetadata(_options.Topic, ProbeBound).Topics.Single();
            if (!topic.Error.IsError && topic.Partitions.TrueForAll(partition => partition.Leader >= 0))
            {
                Recover();
            }
        }
        catch (KafkaException)
        {
            // Not yet.
        }
    }

    private void Recover()
    {
        _problem = null;
        KafkaMessages.WriteRecovered(_logger, _options.Topic);
    }
}
