using Tripline.Storage.Triggers;

namespace Tripline.Grains.Users;

/// <summary>Numbers a user's triggers and stores them. Appends that come while a write is under way share the next
/// one. A trigger counts once, however often its symbol hands it over: see <see cref="TriggerMark"/>.</summary>
[KeepAlive]
public sealed class InboxGrain(ITriggerHistory history, ITriggerFeed feed, UserOptions options) : Grain, IInboxGrain
{
    private readonly Dictionary<string, TriggerMark?> _marks = new(StringComparer.Ordinal);
    private readonly InboxTail _tail = new(options.InboxSize);
    private List<PendingAppend> _pending = [];
    private string _user = "";
    private long _lastNumber;
    private bool _isWriting;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _user = this.GetPrimaryKeyString();
        _lastNumber = await history.ReadLastNumberAsync(_user, cancellationToken);
        var query = new TriggerQuery(_user, Math.Max(0, _lastNumber - options.InboxSize), options.InboxSize);
        foreach (var row in await history.ReadAsync(query, cancellationToken))
        {
            _tail.Add(TriggerRows.FromRow(_user, row));
        }
    }

    /// <inheritdoc/>
    public async Task<long> Append(string symbol, PartitionHold from, IReadOnlyList<Trigger> triggers)
    {
        if (!_marks.ContainsKey(symbol))
        {
            var mark = await history.ReadMarkAsync(_user, symbol, CancellationToken.None);
            _marks.TryAdd(symbol, mark);
        }

        var append = new PendingAppend(symbol, from, triggers);
        _pending.Add(append);
        if (!_isWriting)
        {
            _ = WritePending();
        }

        await append.Stored.Task;
        return _lastNumber;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Trigger>> ReadAfter(long after, int limit)
    {
        if (after >= _lastNumber)
        {
            return [];
        }

        if (after + 1 >= _tail.FirstNumber)
        {
            return _tail.After(after, limit);
        }

        var rows = await history.ReadAsync(new TriggerQuery(_user, after, limit), CancellationToken.None);
        return [.. rows.Select(row => TriggerRows.FromRow(_user, row))];
    }

    /// <inheritdoc/>
    public Task<long> GetLastNumber() => Task.FromResult(_lastNumber);

    private async Task WritePending()
    {
        _isWriting = true;
        while (_pending.Count > 0)
        {
            var appends = _pending;
            _pending = [];
            try
            {
                await Write(appends);
                appends.ForEach(static append => append.Stored.SetResult());
            }
            catch (Exception exception)
            {
                appends.ForEach(append => append.Stored.SetException(exception));
            }
        }

        _isWriting = false;
    }

    private async Task Write(List<PendingAppend> appends)
    {
        var numbered = new List<Trigger>();
        var marks = new Dictionary<string, TriggerMark>(StringComparer.Ordinal);
        foreach (var append in appends)
        {
            var mark = marks.GetValueOrDefault(append.Symbol) ?? _marks[append.Symbol];
            foreach (var trigger in append.Triggers)
            {
                if (IsBeyond(trigger, mark))
                {
                    numbered.Add(trigger with { Number = _lastNumber + numbered.Count + 1 });
                    mark = marks[append.Symbol] =
                        new TriggerMark(
                            append.Symbol,
                            trigger.Position,
                            trigger.RuleOrder,
                            append.From.Partition,
                            append.From.Generation);
                }
            }
        }

        if (numbered.Count == 0)
        {
            return;
        }

        await history.AppendAsync(
            _user, numbered.ConvertAll(TriggerRows.ToRow), [.. marks.Values], CancellationToken.None);
        _lastNumber += numbered.Count;
        numbered.ForEach(_tail.Add);
        foreach (var (symbol, mark) in marks)
        {
            _marks[symbol] = mark;
        }

        feed.Published(_user, _lastNumber);
    }

    private static bool IsBeyond(Trigger trigger, TriggerMark? mark) =>
        mark is null
        || trigger.Position > mark.Position
        || (trigger.Position == mark.Position && trigger.RuleOrder > mark.RuleOrder);

    private sealed record PendingAppend(string Symbol, PartitionHold From, IReadOnlyList<Trigger> Triggers)
    {
        public TaskCompletionSource Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
