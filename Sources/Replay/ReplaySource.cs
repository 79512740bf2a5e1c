using Microsoft.Extensions.Logging;

namespace Tripline.Sources.Replay;

/// <summary>Appends the trades of a file to the log, at their recorded pace or at once. Every row carries its number,
/// so that after a crash the replay goes on where the log ends: nothing is lost, nothing counts twice.</summary>
public sealed partial class ReplaySource : ITickSource
{
    private const int MaxLoggedRows = 20;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly ReplayOptions _options;
    private readonly TickOptions _ticks;
    private readonly ReplayColumns _columns;
    private readonly TimeProvider _clock;
    private readonly ILogger<ReplaySource> _logger;
    private readonly SourceProgress _progress = new();
    private readonly ReplaySpeed _speed;
    private Exception? _fileFault;
    private bool _isAtEnd;
    private Tick? _held;

    /// <summary>Prepares the replay.</summary>
    /// <exception cref="ArgumentException">The options are not valid, or the file does not exist.</exception>
    public ReplaySource(
        ReplayOptions options,
        TimeProvider clock,
        ILogger<ReplaySource> logger,
        TickOptions? ticks = null,
        MarketRules? markets = null)
    {
        if (options.Validate() is [var fault, ..])
        {
            throw new ArgumentException(fault, nameof(options));
        }

        _options = options;
        _ticks = ticks ?? new TickOptions();
        _columns = new ReplayColumns(options, _ticks, markets ?? MarketRules.None);
        _clock = clock;
        _logger = logger;
        _speed = ReplaySpeed.TryParse(options.Speed, out var speed) ? speed : ReplaySpeed.Max;
        Name = TickFile.NameOf(options.File);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public SourceStatus Status => _progress.Status;

    /// <inheritdoc/>
    public Task RunAsync(ITickSink sink, CancellationToken cancellationToken) =>
        _progress.GuardAsync(() => ReplayAsync(sink, cancellationToken), cancellationToken);

    private async Task ReplayAsync(ITickSink sink, CancellationToken cancellationToken)
    {
        var last = await sink.LastSequenceAsync(Name, cancellationToken) ?? -1;
        using var file = TickFile.Open(_options.File, _columns, OnBadRow);
        file.SkipTo(last + 1);
        if (last >= 0)
        {
            LogResumed(Name, file.RowCount);
        }

        var meter = new ReplayMeter(file, _clock);
        _progress.Say("running", meter.Describe(_speed));
        await PumpAsync(file, meter, new PatientAppender(Name, sink, _progress, _clock, _logger), cancellationToken);
        if (_fileFault is not null)
        {
            throw new InvalidDataException(
                $"'{_options.File}' cannot be read beyond row {file.RowCount:#,0}: {_fileFault.Message}", _fileFault);
        }

        _progress.Say(
            "completed",
            $"All {file.RowCount:#,0} rows are in the log{(last >= 0 ? $", {last + 1:#,0} of them since an earlier start" : "")}; "
            + $"{_progress.Status.SkippedCount:#,0} could not be read.");
        LogCompleted(Name, file.RowCount, _progress.Status.SkippedCount);
    }

    // Reads one chunk while the one before is on its way to the disk.
    private async Task PumpAsync(
        TickFile file, ReplayMeter meter, PatientAppender appender, CancellationToken cancellationToken)
    {
        var pace = new ReplayPace(_speed, _clock);
        Tick[][] chunks = [new Tick[_options.ChunkTicks], new Tick[_options.ChunkTicks]];
        var append = Task.CompletedTask;
        for (var turn = 0; ; turn ^= 1)
        {
            var count = Fill(file, pace, chunks[turn], out var wait);
            await append;
            cancellationToken.ThrowIfCancellationRequested();
            _progress.Say("running", meter.Describe(_speed));
            if (count > 0)
            {
                append = appender.AppendAsync(chunks[turn].AsMemory(0, count), cancellationToken).AsTask();
            }
            else if (_isAtEnd)
            {
                return;
            }

            if (wait > TimeSpan.Zero)
            {
                await append;
                await Task.Delay(wait < LongestWait ? wait : LongestWait, _clock, cancellationToken);
            }
        }
    }

    private int Fill(TickFile file, ReplayPace pace, Span<Tick> chunk, out TimeSpan wait)
    {
        wait = TimeSpan.Zero;
        var count = 0;
        var latestMs = (_clock.GetUtcNow() + _ticks.MaxAhead).ToUnixTimeMilliseconds();
        try
        {
            while (count < chunk.Length && !_isAtEnd)
            {
                if (_held is not { } tick && !file.TryRead(latestMs, out tick))
                {
                    _isAtEnd = true;
                    break;
                }

                wait = pace.Until(tick.TimeMs);
                _held = wait > TimeSpan.Zero ? tick : null;
                if (_held is not null)
                {
                    break;
                }

                chunk[count++] = tick;
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            // What was read before is whole and goes to the log first.
            _fileFault = fault;
            _isAtEnd = true;
        }

        return count;
    }

    private void OnBadRow(long line, string fault)
    {
        var count = _progress.CountSkipped();
        if (count <= MaxLoggedRows)
        {
            LogBadRow(_options.File, line, fault);
        }

        if (count == MaxLoggedRows)
        {
            LogNoMoreBadRows(_options.File, MaxLoggedRows);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{File}, line {Line} is skipped: {Fault}")]
    private partial void LogBadRow(string file, long line, string fault);

    [LoggerMessage(LogLevel.Warning, "{File}: {Count} lines were skipped; further ones are counted, not logged")]
    private partial void LogNoMoreBadRows(string file, int count);

    [LoggerMessage(LogLevel.Information, "Replay {Source}: going on from row {Row}")]
    private partial void LogResumed(string source, long row);

    [LoggerMessage(LogLevel.Information, "Replay {Source}: completed, {Rows} rows, {Skipped} of them skipped")]
    private partial void LogCompleted(string source, long rows, long skipped);
}
