using Microsoft.Extensions.Logging;

namespace Tripline.Sources.Simulation;

/// <summary>Appends the ticks of a <see cref="SimulatedMarket"/>: live at the clock's pace and time, or at once in
/// simulated time.</summary>
/// <remarks>A live market starts its walk anew with each process and goes on in its numbers. One at speed <c>max</c>
/// is a fixed sequence, named for what shapes it, and goes on after a crash where the log ends.</remarks>
public sealed class SimulatorSource : ITickSource
{
    private const int MaxChunkTicks = 8_192;
    private static readonly TimeSpan LivePace = TimeSpan.FromMilliseconds(10);

    private readonly SimulatorOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<SimulatorSource> _logger;
    private readonly SourceProgress _progress = new();
    private readonly IReadOnlyList<string> _symbols;

    /// <summary>Prepares the source.</summary>
    /// <exception cref="ArgumentException">The options are not valid.</exception>
    public SimulatorSource(SimulatorOptions options, TimeProvider clock, ILogger<SimulatorSource> logger)
    {
        if (options.Validate() is [var fault, ..])
        {
            throw new ArgumentException(fault, nameof(options));
        }

        _options = options;
        _clock = clock;
        _logger = logger;
        options.TryListSymbols(out _symbols);
        Name = IsLive
            ? "simulator"
            : $"simulator-max-{options.Seed}-{options.Rate}-{options.Start.ToUnixTimeMilliseconds()}-"
                + ContentHash.OfText(string.Join(',', _symbols));
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public SourceStatus Status => _progress.Status;

    private bool IsLive => _options.Speed == "live";

    private long Limit => _options.Limit == 0 ? long.MaxValue : _options.Limit;

    /// <inheritdoc/>
    public Task RunAsync(ITickSink sink, CancellationToken cancellationToken) =>
        _progress.GuardAsync(() => SimulateAsync(sink, cancellationToken), cancellationToken);

    private async Task SimulateAsync(ITickSink sink, CancellationToken cancellationToken)
    {
        var appender = new PatientAppender(Name, sink, _progress, _clock, _logger);
        var last = await sink.LastSequenceAsync(Name, cancellationToken);
        _progress.Say("running", $"{_symbols.Count} symbols, {_options.Rate:#,0.###} ticks/s, {_options.Speed}.");
        await (IsLive
            // Part of a last chunk may be in the log beyond what is complete; its numbers are not used again.
            ? RunLiveAsync(appender, last is { } known ? known + 1 + MaxChunkTicks : 0, cancellationToken)
            : RunAtOnceAsync(appender, last, cancellationToken));
        _progress.Say("completed", $"All {Limit:#,0} ticks are in the log.");
    }

    private async Task RunLiveAsync(PatientAppender appender, long firstSequence, CancellationToken cancellationToken)
    {
        var market = new SimulatedMarket(_symbols, _options.Seed, _options.Rate, startMs: 0, Name);
        var chunk = new Tick[MaxChunkTicks];
        var started = _clock.GetTimestamp();
        double skipped = 0;
        while (market.Count < Limit)
        {
            var expected = (_clock.GetElapsedTime(started).TotalSeconds * _options.Rate) - skipped;
            var due = Math.Min((long)expected, Limit) - market.Count;
            if (due > _options.Rate + 1)
            {
                // After a second's stall the market goes on from now; it does not make up for what nobody traded.
                skipped += due - _options.Rate;
                due = (long)_options.Rate;
            }

            var count = (int)Math.Min(due, MaxChunkTicks);
            if (count <= 0)
            {
                await Task.Delay(LivePace, _clock, cancellationToken);
                continue;
            }

            var nowMs = _clock.GetUtcNow().ToUnixTimeMilliseconds();
            for (var i = 0; i < count; i++)
            {
                var tick = market.Next(nowMs);
                chunk[i] = tick with { Sequence = firstSequence + tick.Sequence };
            }

            await appender.AppendAsync(chunk.AsMemory(0, count), cancellationToken);
        }
    }

    private async Task RunAtOnceAsync(PatientAppender appender, long? last, CancellationToken cancellationToken)
    {
        var market = new SimulatedMarket(
            _symbols, _options.Seed, _options.Rate, _options.Start.ToUnixTimeMilliseconds(), Name);
        market.Skip(Math.Min(Limit, (last ?? -1) + 1));
        var chunk = new Tick[MaxChunkTicks];
        while (market.Count < Limit)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = (int)Math.Min(MaxChunkTicks, Limit - market.Count);
            market.Fill(chunk.AsSpan(0, count));
            await appender.AppendAsync(chunk.AsMemory(0, count), cancellationToken);
        }
    }
}
