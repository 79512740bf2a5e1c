using Microsoft.Extensions.Logging;
using Orleans.Utilities;
using Tripline.Storage;
using Tripline.Storage.Triggers;

namespace Tripline.Grains.Users;

/// <summary>Numbers a user's triggers and stores them. Appends that come while a write is under way share the next
/// one. A trigger counts once, however often its symbol hands it over: see <see cref="TriggerMark"/>. Wherever this grain
/// lives, and should it live twice, the store takes an append only after the number that it goes on from.</summary>
[KeepAlive]
public sealed class InboxGrain(ITriggerHistory history, UserOptions options, ILogger<InboxGrain> logger)
    : Grain, IInboxGrain
{
    private const int MaxRereads = 8;

    private readonly Dictionary<string, TriggerMark?> _marks = new(StringComparer.Ordinal);
    private readonly ObserverManager<IInboxListener> _listeners =
        new(TimeSpan.FromSeconds(IInboxGrain.ListenSeconds), logger);

    private InboxTail _tail = new(options.InboxSize);
    private List<PendingAppend> _pending = [];
    private string _user = "";
    private long _lastNumber;
    private bool _isWriting;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _user = this.GetPrimaryKeyString();
        return Load(cancellationToken);
    }

    /// <inheritdoc/>
    public Task<PartitionHold[]> Append(SymbolTriggers[] appends)
    {
        if (appends.Length == 0)
        {
            return Task.FromResult<PartitionHold[]>([]);
        }

        var call = new AppendCall(appends.Length);
        _pending.AddRange(appends.Select(triggers => new PendingAppend(triggers, call)));
        if (!_isWriting)
        {
            _ = WritePending();
        }

        return call.Task;
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

        return await history.ReadAsync(new TriggerQuery(_user, after, limit), CancellationToken.None);
    }

    /// <inheritdoc/>
    public Task<long> GetLastNumber() => Task.FromResult(_lastNumber);

    /// <inheritdoc/>
    public Task<long> Listen(IInboxListener listener)
    {
        _listeners.Subscribe(listener, listener);
        return Task.FromResult(_lastNumber);
    }

    private async Task WritePending()
    {
        _isWriting = true;
        while (_pending.Count > 0)
        {
            var appends = _pending;
            _pending = [];
            try
            {
                await WriteAll(appends);
            }
            catch (Exception exception)
            {
                appends.ForEach(append => append.Call.TrySetException(exception));
            }
        }

        _isWriting = false;
    }

    private async Task Load(CancellationToken cancellationToken)
    {
        var last = await history.ReadLastNumberAsync(_user, cancellationToken);
        var tail = new InboxTail(options.InboxSize);
        var query = new TriggerQuery(_user, Math.Max(0, last - options.InboxSize), options.InboxSize);
        foreach (var trigger in await history.ReadAsync(query, cancellationToken))
        {
            if (trigger.Number <= last)
            {
                tail.Add(trigger);
            }
        }

        (_lastNumber, _tail) = (last, tail);
        _marks.Clear();
    }

    // Leaves out, one after the other, those that come from partitions which other silos have taken since.
    private async Task WriteAll(List<PendingAppend> appends)
    {
        for (var rereads = 0; appends.Count > 0;)
        {
            try
            {
                await Write(appends);
                appends.ForEach(static append => append.Call.End());
                return;
            }
            catch (StaleOwnerException refusal)
                when (appends.Exists(append => append.From == new PartitionHold(refusal.Partition, refusal.Generation)))
            {
                var stale = new PartitionHold(refusal.Partition, refusal.Generation);
                appends.FindAll(append => append.From == stale).ForEach(append => append.Call.Refuse(stale));
                appends = appends.FindAll(append => append.From != stale);
            }
            catch (InboxMovedException) when (rereads++ < MaxRereads)
            {
                // Somebody else numbers this inbox too, or an answer was lost: what is stored counts, and its marks tell
                // which of these triggers are in it.
                await Load(CancellationToken.None);
                TellListeners();
            }
        }
    }

    private async Task Write(List<PendingAppend> appends)
    {
        await LoadMarks(appends);
        var numbered = new List<Trigger>();
        var marks = new List<TriggerMark>();
        Number(appends, numbered, marks);
        if (numbered.Count == 0)
        {
            return;
        }

        await history.AppendAsync(_user, _lastNumber, numbered, marks, CancellationToken.None);
        _lastNumber += numbered.Count;
        numbered.ForEach(_tail.Add);
        marks.ForEach(mark => _marks[mark.Symbol] = mark);
        TellListeners();
    }

    // One-way: nobody is waited for.
    private void TellListeners()
    {
        if (_listeners.Count > 0)
        {
            var (user, last) = (_user, _lastNumber);
            _ = _listeners.Notify(listener => listener.Grew(user, last));
        }
    }

    // After the last number was read: a mark that is newer than the number only has the append refused.
    private async Task LoadMarks(List<PendingAppend> appends)
    {
        var unknown = appends.Select(static append => append.Symbol)
            .Where(symbol => !_marks.ContainsKey(symbol))
            .ToHashSet(StringComparer.Ordinal);
        if (unknown.Count == 0)
        {
            return;
        }

        var found = await history.ReadMarksAsync(_user, unknown, CancellationToken.None);
        foreach (var symbol in unknown)
        {
            _marks[symbol] = null;
        }

        foreach (var mark in found)
        {
            _marks[mark.Symbol] = mark;
        }
    }

    // Each append gets a mark of its own, so that each is fenced by what it comes from.
    private void Number(List<PendingAppend> appends, List<Trigger> numbered, List<TriggerMark> marks)
    {
        var reached = new Dictionary<string, TriggerMark>(StringComparer.Ordinal);
        foreach (var append in appends)
        {
            var (symbol, from, triggers) = append.Triggers;
            var mark = reached.GetValueOrDefault(symbol) ?? _marks[symbol];
            var before = mark;
            foreach (var trigger in triggers)
            {
                if (IsBeyond(trigger, mark))
                {
                    numbered.Add(trigger with { Number = _lastNumber + numbered.Count + 1 });
                    mark = new TriggerMark(
                        symbol, trigger.Position, trigger.RuleOrder, from.Partition, from.Generation);
                }
            }

            if (mark != before)
            {
                marks.Add(reached[symbol] = mark!);
            }
        }
    }

    private static bool IsBeyond(Trigger trigger, TriggerMark? mark) =>
        mark is null
        || trigger.Position > mark.Position
        || (trigger.Position == mark.Position && trigger.RuleOrder > mark.RuleOrder);

    private sealed record PendingAppend(SymbolTriggers Triggers, AppendCall Call)
    {
        public string Symbol => Triggers.Symbol;

        public PartitionHold From => Triggers.From;
    }

    /// <summary>Ends when all that came with one call has.</summary>
    private sealed class AppendCall(int left)
        : TaskCompletionSource<PartitionHold[]>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        private readonly HashSet<PartitionHold> _refused = [];
        private int _left = left;

        public void Refuse(PartitionHold hold)
        {
            _refused.Add(hold);
            End();
        }

        public void End()
        {
            if (--_left == 0)
            {
                TrySetResult([.. _refused]);
            }
        }
    }
}
