using Tripline.Storage.Embedded.Log;
using Tripline.Storage.Embedded.Values;

namespace Tripline.Storage.Embedded.Triggers;

/// <summary>Puts new triggers of one user into a batch: whole pages where they fill one, taking in the runs that stand
/// before them in it, and a run of their own otherwise.</summary>
internal sealed class TriggerAppend(LogBatch batch, TriggerPages pages, string user)
{
    private const int MaxRunBytes = 1 << 20;
    private readonly ValueWriter _body = new();
    private readonly ValueWriter _value = new();

    /// <summary>Adds the rows, whose numbers are consecutive.</summary>
    public void Add(IReadOnlyList<Trigger> rows)
    {
        for (var i = 0; i < rows.Count;)
        {
            var page = TriggerPages.PageOf(rows[i].Number);
            var room = (int)(TriggerPages.FirstOf(page + 1) - rows[i].Number);
            var taken = Math.Min(room, rows.Count - i);
            if (taken == room)
            {
                AddPage(page, rows, i, taken);
            }
            else
            {
                AddRuns(rows, i, taken);
            }

            i += taken;
        }
    }

    private void AddPage(long page, IReadOnlyList<Trigger> rows, int from, int count)
    {
        var last = rows[from].Number - 1;
        var all = new List<Trigger>(TriggerPages.PageTriggers);
        for (var number = TriggerPages.FirstOf(page); number <= last;)
        {
            number = pages.Read(number, null, int.MaxValue, all);
        }

        for (var i = from; i < from + count; i++)
        {
            all.Add(rows[i]);
        }

        var filter = new byte[TriggerFilter.Bytes];
        _body.Clear();
        foreach (var trigger in all)
        {
            TriggerCodec.Write(_body, trigger);
            TriggerFilter.Add(filter, TriggerFilter.Of(trigger.AlertId));
            TriggerFilter.Add(filter, TriggerFilter.Of(trigger.Symbol));
        }

        batch.Put(StoreKey.TriggerFilter(user, page), filter);
        if (_body.Span.Length > MaxRunBytes || all.Count < TriggerPages.PageTriggers)
        {
            AddRuns(rows, from, count);
            return;
        }

        PutRun(StoreKey.TriggerPage(user, page), TriggerPages.FirstOf(page), all.Count);
        foreach (var run in pages.Runs(page, last))
        {
            batch.Delete(StoreKey.TriggerRun(user, run));
        }
    }

    private void AddRuns(IReadOnlyList<Trigger> rows, int from, int count)
    {
        _body.Clear();
        var first = from;
        for (var i = from; i < from + count; i++)
        {
            TriggerCodec.Write(_body, rows[i]);
            if (_body.Span.Length > MaxRunBytes || i == from + count - 1)
            {
                PutRun(StoreKey.TriggerRun(user, rows[first].Number), rows[first].Number, i - first + 1);
                _body.Clear();
                first = i + 1;
            }
        }
    }

    private void PutRun(ReadOnlySpan<byte> key, long number, int count)
    {
        TriggerCodec.WriteHead(_value.Clear(), number, count);
        batch.Put(key, _value.Bytes(_body.Span).Span);
    }
}
