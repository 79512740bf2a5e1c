using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Tripline.Streams.Kafka;

/// <summary>A consumer of the client with the thread that serves its events. Records that come this way are dropped:
/// those that matter are read from the partitions' own queues.</summary>
internal sealed class PolledConsumer : IDisposable
{
    private static readonly TimeSpan PollTime = TimeSpan.FromMilliseconds(100);
    private readonly Action<IConsumer<Ignore, Ignore>, bool>? _onPolled;
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private volatile bool _isClosing;
    private int _isDisposed;

    /// <summary>Builds the consumer and starts its thread.</summary>
    /// <param name="builder">Its options, and its handlers besides those for logs and errors.</param>
    /// <param name="name">The thread's name.</param>
    /// <param name="logger">Where the client's messages go.</param>
    /// <param name="onPolled">Called on the thread after each poll with false, and once with true before the client is
    /// closed.</param>
    public PolledConsumer(
        ConsumerBuilder<Ignore, Ignore> builder,
        string name,
        ILogger logger,
        Action<IConsumer<Ignore, Ignore>, bool>? onPolled = null)
    {
        _onPolled = onPolled;
        _logger = logger;
        Client = builder
            .SetLogHandler((_, message) => KafkaMessages.Client(logger, message))
            .SetErrorHandler((_, error) => KafkaMessages.ClientFailed(logger, error.Code.ToString(), error.Reason))
            .Build();
        _thread = new Thread(Poll) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <summary>The client.</summary>
    public IConsumer<Ignore, Ignore> Client { get; }

    /// <summary>Whether it is closed, or about to be.</summary>
    public bool IsClosing => _isClosing;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        _isClosing = true;
        if (Thread.CurrentThread != _thread)
        {
            _thread.Join();
        }

        ClientClose.Run(_thread.Name!, _logger, () =>
        {
            _onPolled?.Invoke(Client, true);
            Client.Close();
            Client.Dispose();
        });
    }

    private void Poll()
    {
        while (!_isClosing)
        {
            try
            {
                Client.Consume(PollTime);
                _onPolled?.Invoke(Client, false);
            }
            catch (Exception exception) when (exception is KafkaException or InvalidOperationException)
            {
                if (!_isClosing)
                {
                    KafkaMessages.ConsumeFailed(_logger, exception);
                }
            }
        }
    }
}
