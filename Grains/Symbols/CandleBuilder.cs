namespace Tripline.Grains.Symbols;

/// <summary>Builds a symbol's candles of all intervals. Ticks go into the candle of their minute, whose open and close are
/// the prices of the earliest and the newest event time, of equal times by order in the log. A minute closes once the newest
/// event time passes its end by the lateness, and longer candles are made of closed minutes in order of time. A tick that is
/// further behind the newest than the lateness is counted and left out.</summary>
internal sealed class CandleBuilder(int latenessMs)
{
    private const long NoTime = long.MinValue;
    private readonly RollUp[] _rollUps =
        [.. CandleIntervals.Seconds.Skip(1).Select(seconds => new RollUp(seconds, 0, default))];

    private readonly List<MinuteCandle> _minutes = new(2);
    private readonly ClosedCandles _closed = new();
    private MinuteCandle? _spare;
    private double? _previousClose;
    private long _nextCloseMs = long.MaxValue;

    /// <summary>The newest event time; the least there is before the first tick.</summary>
    public long NewestMs { get; private set; } = NoTime;

    /// <summary>Ticks that came too late for their candle.</summary>
    public long LateCount { get; private set; }

    /// <summary>The number of the snapshot that will be the next to hold what closes now.</summary>
    public long NextSnapshot { get; set; } = 1;

    /// <summary>Takes ticks from the front for as long as they fall into the running minute, close nothing, stay in the
    /// cell <c>[low, high)</c> and come before the deadline; returns how many it took.</summary>
    public int TakeQuiet(
        ReadOnlySpan<double> prices, ReadOnlySpan<double> sizes, ReadOnlySpan<long> timesMs, in QuietZone zone)
    {
        if (_minutes.Count == 0)
        {
            return 0;
        }

        var minute = _minutes[^1];
        var window = zone with
        {
            FromMs = minute.OpenTimeMs,
            BeforeMs = Math.Min(zone.BeforeMs, Math.Min(minute.OpenTimeMs + MinuteCandle.LengthMs, _nextCloseMs)),
            NewestMs = NewestMs,
            LatenessMs = latenessMs,
        };
        var taken = QuietRun.Take(minute, prices, sizes, timesMs, ref window);
        NewestMs = window.NewestMs;
        return taken;
    }

    /// <summary>Whether a tick of that time comes too late; it is counted then, and is to be left out.</summary>
    public bool IsLate(long timeMs)
    {
        if (NewestMs == NoTime || timeMs >= NewestMs - latenessMs)
        {
            return false;
        }

        LateCount++;
        return true;
    }

    /// <summary>Takes one tick that is not late.</summary>
    public void Add(double price, double size, long timeMs)
    {
        if (timeMs > NewestMs)
        {
            NewestMs = timeMs;
            if (timeMs >= _nextCloseMs)
            {
                CloseDue();
            }
        }

        MinuteOf(CandleIntervals.OpenTimeMs(timeMs, CandleIntervals.Minute)).Add(price, size, timeMs);
        FindNextClose();
    }

    /// <summary>The running candle and those that closed since the last durable snapshot, oldest first.</summary>
    public IReadOnlyList<Candle> Recent(int intervalSeconds)
    {
        var recent = _closed.Read(intervalSeconds);
        foreach (var openTimeMs in OpenTimes(intervalSeconds))
        {
            recent.Add(Running(intervalSeconds, openTimeMs).ToCandle(intervalSeconds, openTimeMs));
        }

        return recent;
    }

    /// <summary>The day of the newest tick so far, and the last price of the trading day before it.</summary>
    public (CandleTotals Day, double? PreviousClose) DayStatistics()
    {
        var days = OpenTimes(CandleIntervals.Day).ToList();
        var today = CandleIntervals.OpenTimeMs(NewestMs == NoTime ? 0 : NewestMs, CandleIntervals.Day);
        var previousClose = _previousClose;
        foreach (var day in days)
        {
            if (day < today)
            {
                previousClose = Running(CandleIntervals.Day, day).Close;
            }
        }

        return (Running(CandleIntervals.Day, today), previousClose);
    }

    /// <summary>Forgets closed candles that a durable snapshot held and returns the others, as they closed.</summary>
    public IReadOnlyList<Candle> TakeClosed(long durableSnapshot)
    {
        _closed.Forget(durableSnapshot);
        return _closed.Read();
    }

    /// <summary>Writes all but the closed candles.</summary>
    public void WriteTo(ref PackedWriter writer)
    {
        writer.WriteInteger(NewestMs);
        writer.WriteInteger(LateCount);
        writer.WriteDouble(_previousClose ?? double.NaN);
        writer.WriteInteger(_minutes.Count);
        foreach (var minute in _minutes)
        {
            CandleCodec.Write(ref writer, minute);
        }

        foreach (var rollUp in _rollUps)
        {
            CandleCodec.Write(ref writer, rollUp);
        }
    }

    /// <summary>Reads back what was written, into a builder without ticks.</summary>
    /// <param name="reader">The bytes.</param>
    /// <param name="format">The form of the symbol's state.</param>
    public void ReadFrom(ref PackedReader reader, byte format)
    {
        NewestMs = reader.ReadInteger();
        LateCount = reader.ReadInteger();
        var previousClose = reader.ReadDouble();
        _previousClose = double.IsNaN(previousClose) ? null : previousClose;
        var minutes = reader.ReadCount(int.MaxValue);
        for (var n = 0; n < minutes; n++)
        {
            _minutes.Add(CandleCodec.ReadMinute(ref reader, format, NewestMs));
        }

        for (var n = 0; n < _rollUps.Length; n++)
        {
            _rollUps[n] = CandleCodec.ReadRollUp(ref reader, _rollUps[n].IntervalSeconds);
        }

        FindNextClose();
    }

    private MinuteCandle MinuteOf(long openTimeMs)
    {
        var place = _minutes.Count;
        while (place > 0 && _minutes[place - 1].OpenTimeMs > openTimeMs)
        {
            place--;
        }

        if (place == 0 || _minutes[place - 1].OpenTimeMs != openTimeMs)
        {
            var minute = _spare ?? new();
            _spare = null;
            minute.Begin(openTimeMs);
            _minutes.Insert(place++, minute);
        }

        return _minutes[place - 1];
    }

    private void CloseDue()
    {
        while (_minutes.Count > 0 && IsOver(_minutes[0].OpenTimeMs + MinuteCandle.LengthMs))
        {
            var minute = _minutes[0];
            _minutes.RemoveAt(0);
            _spare = minute;
            var totals = minute.ToTotals();
            Close(totals.ToCandle(CandleIntervals.Minute, minute.OpenTimeMs));
            foreach (ref var rollUp in _rollUps.AsSpan())
            {
                RollIn(ref rollUp, minute.OpenTimeMs, totals);
            }
        }

        foreach (ref var rollUp in _rollUps.AsSpan())
        {
            if (!rollUp.IsEmpty && IsOver(rollUp.EndMs))
            {
                Finish(ref rollUp);
            }
        }
    }

    private void RollIn(ref RollUp rollUp, long minuteMs, in CandleTotals totals)
    {
        var openTimeMs = CandleIntervals.OpenTimeMs(minuteMs, rollUp.IntervalSeconds);
        if (!rollUp.IsEmpty && rollUp.OpenTimeMs != openTimeMs)
        {
            Finish(ref rollUp);
        }

        rollUp = rollUp with { OpenTimeMs = openTimeMs, Totals = rollUp.Totals.Add(totals) };
    }

    private void Finish(ref RollUp rollUp)
    {
        Close(rollUp.Totals.ToCandle(rollUp.IntervalSeconds, rollUp.OpenTimeMs));
        if (rollUp.IntervalSeconds == CandleIntervals.Day)
        {
            _previousClose = rollUp.Totals.Close;
        }

        rollUp = rollUp with { Totals = default };
    }

    private void Close(in Candle candle) => _closed.Add(new(candle, NextSnapshot));

    private bool IsOver(long endMs) => NewestMs >= endMs + latenessMs;

    private void FindNextClose()
    {
        var endMs = _minutes.Count > 0 ? _minutes[0].OpenTimeMs + MinuteCandle.LengthMs : long.MaxValue;
        foreach (ref readonly var rollUp in _rollUps.AsSpan())
        {
            if (!rollUp.IsEmpty)
            {
                endMs = Math.Min(endMs, rollUp.EndMs);
            }
        }

        _nextCloseMs = endMs == long.MaxValue ? endMs : endMs + latenessMs;
    }

    /// <summary>The intervals that have not closed yet, rising.</summary>
    private SortedSet<long> OpenTimes(int intervalSeconds)
    {
        var openTimes = new SortedSet<long>();
        foreach (var rollUp in _rollUps)
        {
            if (rollUp.IntervalSeconds == intervalSeconds && !rollUp.IsEmpty)
            {
                openTimes.Add(rollUp.OpenTimeMs);
            }
        }

        foreach (var minute in _minutes)
        {
            openTimes.Add(CandleIntervals.OpenTimeMs(minute.OpenTimeMs, intervalSeconds));
        }

        return openTimes;
    }

    private CandleTotals Running(int intervalSeconds, long openTimeMs)
    {
        var totals = default(CandleTotals);
        foreach (var rollUp in _rollUps)
        {
            if (rollUp.IntervalSeconds == intervalSeconds && rollUp.OpenTimeMs == openTimeMs)
            {
                totals = rollUp.Totals;
            }
        }

        foreach (var minute in _minutes)
        {
            if (CandleIntervals.OpenTimeMs(minute.OpenTimeMs, intervalSeconds) == openTimeMs)
            {
                totals = totals.Add(minute.ToTotals());
            }
        }

        return totals;
    }
}
