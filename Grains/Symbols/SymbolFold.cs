using Tripline.Storage.Checkpoints;

namespace Tripline.Grains.Symbols;

/// <summary>A symbol's state as a fold over its ticks and over the changes of its rules: last price, candles, newest
/// trades, rules. A tick whose time is behind the newest by more than the lateness is counted and shown, and moves nothing
/// else. What it gives depends on the ticks' and changes' places in the log only, not on batches, on snapshots
/// or on the clock. Not safe for use by several threads at once.</summary>
/// <param name="symbol">The symbol.</param>
/// <param name="options">What can be set.</param>
public sealed class SymbolFold(string symbol, SymbolFoldOptions options)
{
    private const byte CoreFormat = 2;

    private readonly RuleBook _book = new();
    private readonly CandleBuilder _candles = new(options.LatenessMs);
    private readonly TradeRing _trades = new(options.RecentTrades);
    private ChangeLog? _changes;
    private readonly List<int> _late = [];
    private PriceSignal _price;
    private Trade _last;
    private long _tickCount;
    private long _snapshotNumber;

    /// <summary>The symbol.</summary>
    public string Symbol => symbol;

    /// <summary>Position of the last tick folded; -1 before any.</summary>
    public long LastPosition { get; private set; } = -1;

    /// <summary>What fired since they were cleared, in order of position and then of rule order.</summary>
    public IReadOnlyList<Firing> Firings => _book.Firings;

    /// <summary>Rules of any status.</summary>
    public int RuleCount => _book.Rules.Count;

    /// <summary>Rules that ticks can make fire, now or after re-arming.</summary>
    public int ArmedCount => _book.WatchedCount;

    /// <summary>Ticks since this fold was made that got over a boundary of a rule or reached a deadline: those that cost
    /// more than two comparisons.</summary>
    public long CrossingCount { get; private set; }

    /// <summary>The last entry of the arming journal that was applied.</summary>
    public long ArmingSequence => Changes.AppliedSequence;

    /// <summary>The position that the next entry of the arming journal has to name: the last tick's, or that of a
    /// replayed entry which still waits for its place.</summary>
    public long ArmingPosition => Changes.PositionAfter(LastPosition);

    /// <summary>Bytes that finding and waking rules takes: boundaries, slots, deadlines; without the rules' records.
    /// </summary>
    public long IndexBytes => _book.IndexBytes;

    /// <summary>Bytes that the rules' details take.</summary>
    public long DetailBytes => _book.Rules.Details.MemoryBytes;

    private ChangeLog Changes => _changes ??= new(_book);

    /// <summary>Folds ticks in log order; those at or before <see cref="LastPosition"/> are skipped. Allocates nothing
    /// per tick that wakes no rule and opens no candle.</summary>
    /// <param name="prices">Prices, positive and finite.</param>
    /// <param name="sizes">Sizes, zero or more.</param>
    /// <param name="timesMs">Event times, epoch milliseconds, in any order.</param>
    /// <param name="positions">Positions, strictly rising.</param>
    public void Fold(
        ReadOnlySpan<double> prices,
        ReadOnlySpan<double> sizes,
        ReadOnlySpan<long> timesMs,
        ReadOnlySpan<long> positions)
    {
        var start = CountUpTo(positions, LastPosition);
        while (start < positions.Length)
        {
            Changes.Reach(positions[start] - 1);
            var count = CountUpTo(positions[start..], Changes.NextAfterPosition);
            FoldRun(
                prices.Slice(start, count), sizes.Slice(start, count), timesMs.Slice(start, count),
                positions.Slice(start, count));
            start += count;
            LastPosition = positions[start - 1];
            Changes.Reach(LastPosition);
        }
    }

    /// <summary>Forgets the firings, once they are on their way.</summary>
    public void ClearFirings() => _book.Firings.Clear();

    /// <summary>Forgets the first firings, once they are on their way.</summary>
    public void ClearFirings(int count) => _book.Firings.RemoveRange(0, count);

    /// <summary>What the alert of one of <see cref="Firings"/> said when it fired; null where its rule has no details.
    /// </summary>
    public RuleDetails? DetailsOf(in Firing firing) => _book.Rules.Details.Read(firing.Details);

    /// <summary>Alerts whose rules, armed by an older version, lack details.</summary>
    public IReadOnlyCollection<Guid> AlertsWithoutDetails() =>
        Changes.WithoutDetails().Union(RuleStates.WithoutDetails(_book.Rules)).ToArray();

    /// <summary>Makes a change that no journal needs to hold, as in a dry run: after the last tick, or behind replayed
    /// changes that still wait for theirs.</summary>
    public void Apply(RuleChange change)
    {
        Changes.Add(change, LastPosition);
        Changes.Reach(LastPosition);
    }

    /// <summary>Takes journal entries above the restored sequence; each applies when the fold reaches its place, at once
    /// where that is reached.</summary>
    /// <exception cref="InvalidDataException">Their sequences have a gap, or one cannot be read.</exception>
    public void Replay(IReadOnlyList<ArmingEntry> entries)
    {
        Changes.Replay(entries);
        Changes.Reach(LastPosition);
    }

    /// <summary>A rule's live state; null when there is no such rule. A rule whose arming still waits for its place in the
    /// log shows as armed.</summary>
    public RuleState? GetRule(Guid alertId) => WaitingRules.Find(_book.Rules, Changes, alertId, _candles.NewestMs);

    /// <summary>Whether a change waits for its place in the log.</summary>
    public bool IsWaiting => Changes.IsWaiting;

    /// <summary>Says that no tick of the symbol stands between the last one and a position: changes that wait for a place up
    /// to there have reached it.</summary>
    public void Pass(long position) => Changes.Reach(Math.Max(position, LastPosition));

    /// <summary>Whether the symbol has a rule, or will have it once its arming's place is reached.</summary>
    public bool Contains(Guid alertId) => GetRule(alertId) is not null;

    /// <summary>Rules in rising order of alert id above <paramref name="after"/>, at most <paramref name="limit"/>, only
    /// those in <paramref name="status"/> where that is given. Looks at every rule of the symbol.</summary>
    public IReadOnlyList<RuleState> ListRules(Guid? after, int limit, AlertStatus? status) =>
        WaitingRules.List(_book.Rules, Changes, after, limit, status, _candles.NewestMs);

    /// <summary>Last price and day statistics.</summary>
    /// <param name="partition">Goes into the answer as it is.</param>
    public SymbolSummary Summary(int partition)
    {
        var (day, previousClose) = _candles.DayStatistics();
        return new(
            symbol, partition, _price.HasValue ? _last.Price : null, _last.Size, _last.TimeMs, day.Open, day.High, day.Low,
            day.ShownVolume, day.TradeCount, previousClose, _tickCount, _candles.LateCount, RuleCount, ArmedCount);
    }

    /// <summary>The newest trades, newest first, at most <paramref name="limit"/>.</summary>
    public IReadOnlyList<Trade> Trades(int limit)
    {
        var trades = new Trade[Math.Clamp(limit, 0, _trades.Count)];
        for (var age = 0; age < trades.Length; age++)
        {
            trades[age] = _trades[age];
        }

        return trades;
    }

    /// <summary>The running candle and those that closed since the last durable snapshot, oldest first.</summary>
    /// <param name="intervalSeconds">One of <see cref="CandleIntervals.Seconds"/>; nothing for others.</param>
    public IReadOnlyList<Candle> RecentCandles(int intervalSeconds) =>
        CandleIntervals.Seconds.Contains(intervalSeconds) ? _candles.Recent(intervalSeconds) : [];

    /// <summary>Takes a snapshot: all but the rules, the rule pages that changed since a durable snapshot, and the candles
    /// that closed since it.</summary>
    /// <param name="durableNumber">Number of the last snapshot that was written; 0 for none.</param>
    /// <param name="tradeLimit">Most of the newest trades that it holds, at least 1. Nothing but the list of trades after
    /// a restart depends on it.</param>
    public SymbolSnapshot TakeSnapshot(long durableNumber, int tradeLimit = int.MaxValue)
    {
        if (Firings.Count == 0)
        {
            // Firings hold places of details.
            _book.Rules.TrimDetails();
        }

        var number = ++_snapshotNumber;
        (_book.Rules.NextSnapshot, _candles.NextSnapshot) = (number + 1, number + 1);
        var pages = new List<RulePage>();
        for (var page = 0; page < _book.Rules.PageCount; page++)
        {
            if (_book.Rules.HasChangedSince(page, durableNumber))
            {
                pages.Add(new(page, RuleCodec.Write(_book.Rules, page)));
            }
        }

        return new(
            number, Changes.AppliedSequence, WriteCore(tradeLimit), _book.Rules.PageCount, pages,
            _candles.TakeClosed(durableNumber));
    }

    /// <summary>Takes the state of a snapshot, into a fold that has seen nothing yet.</summary>
    /// <param name="core">Its core.</param>
    /// <param name="pages">All its rule pages.</param>
    /// <exception cref="InvalidDataException">The bytes are no snapshot that this version knows.</exception>
    public void Restore(ReadOnlySpan<byte> core, IReadOnlyList<RulePage> pages)
    {
        var reader = new PackedReader(core);
        var format = reader.ReadFormat(CoreFormat, "symbol state");
        LastPosition = reader.ReadInteger();
        Changes.LastSequence = reader.ReadInteger();
        _snapshotNumber = reader.ReadInteger();
        (_book.Rules.NextSnapshot, _candles.NextSnapshot) = (_snapshotNumber + 1, _snapshotNumber + 1);
        _tickCount = reader.ReadInteger();
        var slotCount = reader.ReadCount(ThresholdIndex.MaxSlot);
        var lastValue = reader.ReadDouble();
        _candles.ReadFrom(ref reader, format);
        TradeCodec.Read(ref reader, _trades);
        if (_tickCount > 0)
        {
            _price.Set(lastValue);
            _last = format > 1 ? new(reader.ReadDouble(), reader.ReadDouble(), reader.ReadInteger(), LastPosition)
                : _trades[0] with { Price = lastValue };
        }

        _book.Rules.Reserve(slotCount);
        foreach (var page in pages)
        {
            RuleCodec.Read(_book.Rules, page.Number, page.Bytes.Span);
        }

        _book.Rules.Recount();
        _book.Rebuild(_price.HasValue, _price.Value);
    }

    private byte[] WriteCore(int tradeLimit)
    {
        var writer = new PackedWriter(512 + (Math.Min(_trades.Count, tradeLimit) * 12));
        writer.WriteByte(CoreFormat);
        writer.WriteInteger(LastPosition);
        writer.WriteInteger(Changes.AppliedSequence);
        writer.WriteInteger(_snapshotNumber);
        writer.WriteInteger(_tickCount);
        writer.WriteInteger(_book.Rules.SlotCount);
        writer.WriteDouble(_price.Value);
        _candles.WriteTo(ref writer);
        TradeCodec.Write(ref writer, _trades, tradeLimit);
        writer.WriteDouble(_last.Price);
        writer.WriteDouble(_last.Size);
        writer.WriteInteger(_last.TimeMs);
        return writer.ToArray();
    }

    private void FoldRun(
        ReadOnlySpan<double> prices,
        ReadOnlySpan<double> sizes,
        ReadOnlySpan<long> timesMs,
        ReadOnlySpan<long> positions)
    {
        var values = PriceSignal.ValuesAt(prices);
        var next = 0;
        while (true)
        {
            var quiet = _candles.TakeQuiet(
                prices[next..], sizes[next..], timesMs[next..], new(_book.Low, _book.High, _book.NextDeadlineMs));
            next += quiet;
            if (quiet > 0)
            {
                _book.Settle(values[next - 1]);
                _price.Set(values[next - 1]);
            }

            if (next == prices.Length)
            {
                break;
            }

            var (value, timeMs) = (values[next], timesMs[next]);
            if (_candles.IsLate(timeMs))
            {
                _late.Add(next++);
                continue;
            }

            if (!(value >= _book.Low && value < _book.High && timeMs < _book.NextDeadlineMs))
            {
                CrossingCount++;
                _book.Observe(value, timeMs, positions[next], prices[next]);
            }

            _candles.Add(prices[next], sizes[next], timeMs);
            _price.Set(value);
            next++;
        }

        _trades.Append(prices, sizes, timesMs, positions);
        _tickCount += prices.Length;
        NoteLast(prices, sizes, timesMs, positions);
        if (_late.Count > 0)
        {
            MarkLate(prices.Length);
        }
    }

    // The last price is that of the newest time, and of equal times of the last in the log.
    private void NoteLast(
        ReadOnlySpan<double> prices,
        ReadOnlySpan<double> sizes,
        ReadOnlySpan<long> timesMs,
        ReadOnlySpan<long> positions)
    {
        var newestMs = _candles.NewestMs;
        var at = timesMs[^1] == newestMs ? timesMs.Length - 1 : timesMs.LastIndexOf(newestMs);
        if (at >= 0)
        {
            _last = new(prices[at], sizes[at], newestMs, positions[at]);
        }
    }

    private void MarkLate(int count)
    {
        foreach (var at in _late)
        {
            _trades.MarkLate(count - 1 - at);
        }

        _late.Clear();
    }

    /// <summary>How many positions come at or before one; none or all of them, mostly.</summary>
    private static int CountUpTo(ReadOnlySpan<long> positions, long position)
    {
        if (positions.IsEmpty || positions[0] > position)
        {
            return 0;
        }

        if (positions[^1] <= position)
        {
            return positions.Length;
        }

        var found = positions.BinarySearch(position);
        return found >= 0 ? found + 1 : ~found;
    }
}
