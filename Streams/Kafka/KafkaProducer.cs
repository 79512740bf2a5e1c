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
    private readonly Lock _renewal = new();
    private readonly KafkaOptions _options;
    private readonly ILogger _logger;
    private readonly ITimer _probe;
    private volatile IProducer<byte[]?, byte[]> _producer;
    private volatile Error? _fatal;
    private volatile string? _problem;
    private bool _isDisposed;

    public KafkaProducer(KafkaOptions options, TimeProvider time, ILogger logger)
    {
        _options = options;
        _logger = logger;
        _producer = Build();
        _probe = time.CreateTimer(_ => Probe(), null, ProbeInterval, ProbeInterval);
    }

    /// <summary>Whether the topic takes writes, and if not, why.</summary>
    public TickLogHealth Health => new(_problem is null, _problem);

    private bool IsUnsupported => _fatal?.Code is ErrorCode.Local_UnsupportedFeature or ErrorCode.UnsupportedVersion;

    /// <summary>The client, for questions to the cluster.</summary>
    public Handle Handle => _producer.Handle;

    /// <summary>Produces a record and completes when the broker has acknowledged it.</summary>
    /// <exception cref="IOException">It has not, within the bound.</exception>
    public async Task ProduceAsync(TopicPartition target, byte[]? key, byte[] value, Headers? headers = null)
    {
        try
        {
            var acknowledged = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _producer.Produce(
                target,
                new Message<byte[]?, byte[]> { Key = key, Value = value, Headers = headers! },
                report => Complete(acknowledged, report.Error));
            await acknowledged.Task;
        }
        catch (KafkaException exception)
        {
            throw Failed(target, exception.Error, exception);
        }
        catch (ObjectDisposedException exception)
        {
            throw new IOException($"Kafka does not take records for {target.Topic}: the client has ended.", exception);
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
        lock (_renewal)
        {
            _isDisposed = true;
            _producer.Flush(FlushBound);
            ClientClose.Run("Kafka producer", _logger, _producer.Dispose);
        }
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

    private IProducer<byte[]?, byte[]> Build() =>
        new ProducerBuilder<byte[]?, byte[]>(ClientSettings.Producer(_options))
            .SetLogHandler((_, message) => KafkaMessages.Client(_logger, message))
            .SetErrorHandler((producer, error) => Hear(producer, error))
            .Build();

    private void Hear(IProducer<byte[]?, byte[]> producer, Error error)
    {
        KafkaMessages.ClientFailed(_logger, error.Code.ToString(), error.Reason);
        if (error.IsFatal && producer == _producer)
        {
            _fatal = error;
        }
    }

    // An idempotent client that has lost count of what the broker has takes nothing more; a new one does, unless the
    // brokers cannot count at all.
    private void RenewUnlessHopeless()
    {
        IProducer<byte[]?, byte[]> ended;
        lock (_renewal)
        {
            if (_fatal is null || IsUnsupported || _isDisposed)
            {
                return;
            }

            ended = _producer;
            _producer = Build();
            _fatal = null;
        }

        // What it still has fails within that time, and must, or its appender would wait for ever.
        ended.Flush(_options.AppendTimeout);
        ClientClose.Run("Kafka producer", _logger, ended.Dispose);
    }

    private IOException Failed(TopicPartition target, Error error, Exception cause)
    {
        var problem = $"Kafka does not take records for {target.Topic}: {Reason(error)}.";
        if (target.Topic == _options.Topic && error.Code != ErrorCode.MsgSizeTooLarge && _problem is null)
        {
            _problem = problem;
            KafkaMessages.WriteFailed(_logger, problem);
        }

        return new IOException(problem, cause);
    }

    private string Reason(Error error) => error.Code switch
    {
        ErrorCode.Local_MsgTimedOut or ErrorCode.Local_TimedOut =>
            $"no acknowledgement within {_options.AppendTimeout.TotalSeconds:0.#} s. Check that the brokers are up and "
            + "reachable",
        _ when IsUnsupported =>
            "the brokers know no idempotent production. Set Kafka:Client:enable.idempotence to false",
        ErrorCode.Local_QueueFull =>
            "more is waiting than the client may hold. Append less at a time, or raise "
            + "Kafka:Client:queue.buffering.max.kbytes",
        _ => $"{error.Reason} ({error.Code})",
    };

    // With nothing to append, a question to the cluster tells whether it is back.
    private void Probe()
    {
        if (_fatal is not null)
        {
            RenewUnlessHopeless();
            return;
        }

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
