using Microsoft.Extensions.Logging;
using Tripline.Runtime.Placement;
using Tripline.Runtime.Remote;

namespace Tripline.Api.Feeds;

/// <summary>Hears from one other silo what this silo's clients watch there, and publishes it here as if it were this
/// silo's own. Connects again when the connection is lost, and is then told how things stand.</summary>
internal sealed partial class FeedLink : IAsyncDisposable
{
    /// <summary>The name of streams of feeds.</summary>
    public const string StreamName = "feeds";

    private static readonly TimeSpan LeastBackoff = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MostBackoff = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _lock = new();
    private readonly SiloAddress _silo;
    private readonly ClusterStreams _streams;
    private readonly MarketFeed _market;
    private readonly TriggerFeed _triggers;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Task _run;
    private FeedInterest _interest = FeedInterest.None;
    private FrameStream? _stream;

    /// <summary>Begins to connect.</summary>
    public FeedLink(
        SiloAddress silo, ClusterStreams streams, MarketFeed market, TriggerFeed triggers, TimeProvider clock,
        ILogger logger)
    {
        _silo = silo;
        _streams = streams;
        _market = market;
        _triggers = triggers;
        _clock = clock;
        _logger = logger;
        _run = Task.Run(RunAsync);
    }

    /// <summary>Tells the other silo what is watched from now on, where that differs.</summary>
    public void Watch(FeedInterest interest)
    {
        lock (_lock)
        {
            if (!interest.IsSame(_interest))
            {
                _interest = interest;
                Declare();
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        lock (_lock)
        {
            _stream?.End();
        }

        await _run;
        _ended.Dispose();
    }

    private async Task RunAsync()
    {
        for (var backoff = LeastBackoff; !_ended.IsCancellationRequested; backoff = Longer(backoff))
        {
            try
            {
                var stream = await _streams.OpenAsync(_silo, StreamName, _ended.Token);
                backoff = LeastBackoff;
                Begin(stream);
                await stream.RunAsync<FeedNews>(news =>
                {
                    Publish(news);
                    return ValueTask.CompletedTask;
                });
            }
            catch (Exception failure) when (!_ended.IsCancellationRequested)
            {
                LogLost(_logger, _silo.SiloId, failure.Message);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(backoff, _clock, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Begin(FrameStream stream)
    {
        lock (_lock)
        {
            _stream = stream;
            Declare();
            if (_ended.IsCancellationRequested)
            {
                stream.End();
            }
        }
    }

    // What cannot be sent, because too much waits, would be missed for good: better to begin anew.
    private void Declare()
    {
        if (_stream is { } stream && !stream.TrySend(_interest))
        {
            stream.End();
        }
    }

    private void Publish(FeedNews news)
    {
        foreach (var summary in news.Summaries)
        {
            _market.OpenCell(summary.Symbol).PublishSummary(summary);
        }

        foreach (var (symbol, candle) in news.Candles)
        {
            _market.OpenCell(symbol).PublishCandle(candle);
        }

        foreach (var (user, lastNumber) in news.Inboxes)
        {
            _triggers.Published(user, lastNumber);
        }
    }

    private static TimeSpan Longer(TimeSpan backoff) => backoff * 2 > MostBackoff ? MostBackoff : backoff * 2;

    [LoggerMessage(LogLevel.Information, "The live feed of silo {SiloId} is interrupted: {Reason}")]
    private static partial void LogLost(ILogger logger, string siloId, string reason);
}
