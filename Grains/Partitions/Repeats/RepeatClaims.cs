using System.Text;

namespace Tripline.Grains.Partitions.Repeats;

/// <summary>Says of ticks that are about to be appended which came before, so that their sender can be told. The fold
/// drops repeats all the same; this only knows of them early. Appends that depend on each other, because they have the
/// same id, or sequences of the same symbol in the same session, take turns: which of them is a repeat, only the log can
/// tell. Safe for concurrent use.</summary>
/// <param name="sources">What the fold knows.</param>
/// <param name="gate">Guards it.</param>
/// <param name="time">The clock of the waits.</param>
internal sealed class RepeatClaims(SourceProgress sources, Lock gate, TimeProvider time)
{
    private const int LeastSwept = 1_024;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    private readonly Dictionary<Lane, TaskCompletionSource> _busy = [];
    private readonly Dictionary<Guid, Claim> _claims = [];

    // What is in the log, but perhaps not folded yet.
    private readonly Dictionary<Lane, (long Sequence, long TimeMs)> _appended = [];
    private int _sweepAt = LeastSwept;

    /// <summary>Says which ticks, by index, came before, and claims the others.</summary>
    public async Task<int[]> ClaimAsync(Guid id, NumberedTick[] ticks, CancellationToken cancellationToken)
    {
        while (true)
        {
            TaskCompletionSource? other;
            lock (gate)
            {
                other = FindBusy(ticks);
                if (other is null)
                {
                    return Take(id, ticks);
                }
            }

            try
            {
                await other.Task.WaitAsync(Bound, time, cancellationToken);
            }
            catch (TimeoutException)
            {
                // Whoever claimed it is gone, or its append takes for ever. The fold tells repeats all the same.
                End(other);
            }
        }
    }

    /// <summary>Ends a claim.</summary>
    /// <param name="id">The claim.</param>
    /// <param name="isStored">Whether its ticks are in the log.</param>
    public void Settle(Guid id, bool isStored)
    {
        lock (gate)
        {
            if (!_claims.TryGetValue(id, out var claim))
            {
                return;
            }

            foreach (var (lane, last) in isStored ? claim.Lanes : [])
            {
                _appended[lane] = last;
            }

            Sweep();
            Remove(id, claim);
        }
    }

    private void End(TaskCompletionSource settled)
    {
        lock (gate)
        {
            foreach (var (id, claim) in _claims)
            {
                if (claim.Settled == settled)
                {
                    Remove(id, claim);
                    return;
                }
            }
        }
    }

    private void Remove(Guid id, Claim claim)
    {
        _claims.Remove(id);
        foreach (var lane in claim.Lanes.Keys)
        {
            _busy.Remove(lane);
        }

        claim.Settled.SetResult();
    }

    private TaskCompletionSource? FindBusy(NumberedTick[] ticks)
    {
        if (_busy.Count == 0)
        {
            return null;
        }

        foreach (ref readonly var tick in ticks.AsSpan())
        {
            if ((tick.Sequence != Tick.NoSequence && _busy.TryGetValue(Lane.OfSequence(tick), out var other))
                || (tick.Id != default && _busy.TryGetValue(Lane.OfId(tick), out other)))
            {
                return other;
            }
        }

        return null;
    }

    private int[] Take(Guid id, NumberedTick[] ticks)
    {
        var repeats = new List<int>();
        var claim = new Claim([], new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        for (var index = 0; index < ticks.Length; index++)
        {
            if (!TryTake(ticks[index], claim.Lanes))
            {
                repeats.Add(index);
            }
        }

        foreach (var lane in claim.Lanes.Keys)
        {
            _busy.Add(lane, claim.Settled);
        }

        _claims.Add(id, claim);
        return [.. repeats];
    }

    private bool TryTake(in NumberedTick tick, Dictionary<Lane, (long Sequence, long TimeMs)> lanes)
    {
        var (bySequence, byId) = (Lane.OfSequence(tick), Lane.OfId(tick));
        if ((tick.Id != default && (lanes.ContainsKey(byId) || Contains(tick, byId)))
            || (tick.Sequence != Tick.NoSequence && tick.Sequence <= Last(tick, bySequence, lanes)))
        {
            return false;
        }

        if (tick.Id != default)
        {
            lanes[byId] = (Tick.NoSequence, tick.TimeMs);
        }

        if (tick.Sequence != Tick.NoSequence)
        {
            lanes[bySequence] = (tick.Sequence, tick.TimeMs);
        }

        return true;
    }

    private long Last(in NumberedTick tick, in Lane lane, Dictionary<Lane, (long Sequence, long TimeMs)> lanes)
    {
        if (lanes.TryGetValue(lane, out var last))
        {
            return last.Sequence;
        }

        var folded = Folded(lane);
        return _appended.TryGetValue(lane, out last) ? Math.Max(folded, last.Sequence) : folded;
    }

    private long Folded(in Lane lane)
    {
        var names = new Names(lane, stackalloc byte[Names.MaxBytes]);
        return sources.LastOf(names.Source, names.Session, names.Symbol);
    }

    private bool Contains(in NumberedTick tick, in Lane lane) =>
        (_appended.TryGetValue(lane, out var known) && Math.Abs(known.TimeMs - tick.TimeMs) <= IdWindow.WindowMs)
        || IsFolded(lane, tick.TimeMs);

    private bool IsFolded(in Lane lane, long timeMs)
    {
        var names = new Names(lane, stackalloc byte[Names.MaxBytes]);
        return sources.Contains(names.Source, names.Symbol, lane.Id, timeMs);
    }

    // Forgets what the fold knows by now.
    private void Sweep()
    {
        if (_appended.Count < _sweepAt)
        {
            return;
        }

        foreach (var (lane, last) in _appended)
        {
            if (lane.Id == default ? Folded(lane) >= last.Sequence : IsFolded(lane, last.TimeMs))
            {
                _appended.Remove(lane);
            }
        }

        _sweepAt = Math.Max(LeastSwept, _appended.Count * 2);
    }

    /// <summary>What ticks depend on each other by: the source's symbol and the session, or the id.</summary>
    private readonly record struct Lane(string Source, string Session, string Symbol, UInt128 Id)
    {
        public static Lane OfSequence(in NumberedTick tick) =>
            new(tick.Source ?? "", tick.Session ?? "", tick.Symbol, default);

        public static Lane OfId(in NumberedTick tick) => new(tick.Source ?? "", "", tick.Symbol, tick.Id);
    }

    private sealed record Claim(Dictionary<Lane, (long Sequence, long TimeMs)> Lanes, TaskCompletionSource Settled);

    private readonly ref struct Names
    {
        public const int MaxBytes = 1_024;

        public Names(in Lane lane, Span<byte> buffer)
        {
            Source = Take(lane.Source, ref buffer);
            Session = Take(lane.Session, ref buffer);
            Symbol = Take(lane.Symbol, ref buffer);
        }

        public ReadOnlySpan<byte> Source { get; }

        public ReadOnlySpan<byte> Session { get; }

        public ReadOnlySpan<byte> Symbol { get; }

        private static ReadOnlySpan<byte> Take(string text, scoped ref Span<byte> buffer)
        {
            var length = Encoding.UTF8.GetBytes(text, buffer);
            var taken = buffer[..length];
            buffer = buffer[length..];
            return taken;
        }
    }
}
