using System.Collections.Concurrent;
using Tripline.Storage.Embedded.Log;
using Tripline.Storage.Embedded.Values;

namespace Tripline.Storage.Embedded.Triggers;

/// <summary>Reads one user's triggers: full pages of <see cref="PageTriggers"/>, and the runs that are not yet one.
/// </summary>
internal sealed class TriggerPages(LogStore store, string user)
{
    /// <summary>Triggers a page.</summary>
    public const int PageTriggers = 256;

    private const byte Version = 1;
    private const int MaxAttempts = 3;
    private readonly ConcurrentDictionary<long, ReadOnlyMemory<byte>> _filters = new();

    /// <summary>The page of a number.</summary>
    public static long PageOf(long number) => (number - 1) / PageTriggers;

    /// <summary>The first number of a page.</summary>
    public static long FirstOf(long page) => (page * PageTriggers) + 1;

    /// <summary>The last number given and the first page kept.</summary>
    public (long Last, long FirstPage) ReadState()
    {
        if (!store.TryRead(StoreKey.Inbox(user), out var value))
        {
            return (0, 0);
        }

        var reader = new ValueReader(value.Span);
        reader.Version(Version);
        return (reader.Number(), reader.Number());
    }

    /// <summary>Adds the state to a batch.</summary>
    public void WriteState(LogBatch batch, long last, long firstPage) => batch.Put(
        StoreKey.Inbox(user), new ValueWriter().Byte(Version).Number(last).Number(firstPage).Span);

    /// <summary>Adds the rows from a number on that stand in one value with it to <paramref name="rows"/>; returns the
    /// number after them.</summary>
    public long Read(long number, Predicate<Trigger>? wanted, int limit, List<Trigger> rows)
    {
        if (!TryFind(number, out var value))
        {
            // Lost to damage; the rest of the page may be lost with it.
            return FirstOf(PageOf(number) + 1);
        }

        var reader = new ValueReader(value.Span);
        var (first, count) = TriggerCodec.ReadHead(ref reader);
        var end = first + count;
        for (; first < end && rows.Count < limit; first++)
        {
            var trigger = TriggerCodec.Read(ref reader, user, first);
            if (first >= number && (wanted is null || wanted(trigger)))
            {
                rows.Add(trigger);
            }
        }

        return first;
    }

    /// <summary>The first numbers of a page's runs up to <paramref name="last"/>.</summary>
    public IEnumerable<long> Runs(long page, long last)
    {
        for (var number = FirstOf(page); number <= last && store.TryRead(StoreKey.TriggerRun(user, number), out var run);)
        {
            yield return number;
            number += CountOf(run.Span);
        }
    }

    /// <summary>Whether a full page may hold what these hashes stand for.</summary>
    public bool MayHold(long page, ReadOnlySpan<ulong> hashes)
    {
        if (!_filters.TryGetValue(page, out var filter))
        {
            if (!store.TryRead(StoreKey.TriggerFilter(user, page), out filter))
            {
                return true;
            }

            _filters[page] = filter;
        }

        foreach (var hash in hashes)
        {
            if (!TriggerFilter.MayHold(filter.Span, hash))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Adds the removal of a page to a batch.</summary>
    public void Drop(LogBatch batch, long page)
    {
        foreach (var run in Runs(page, FirstOf(page + 1) - 1))
        {
            batch.Delete(StoreKey.TriggerRun(user, run));
        }

        batch.Delete(StoreKey.TriggerPage(user, page));
        batch.Delete(StoreKey.TriggerFilter(user, page));
        _filters.TryRemove(page, out _);
    }

    private bool TryFind(long number, out ReadOnlyMemory<byte> value)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (store.TryRead(StoreKey.TriggerRun(user, number), out value)
                || store.TryRead(StoreKey.TriggerPage(user, PageOf(number)), out value))
            {
                return true;
            }

            foreach (var run in Runs(PageOf(number), number))
            {
                if (store.TryRead(StoreKey.TriggerRun(user, run), out value) && run + CountOf(value.Span) > number)
                {
                    return true;
                }
            }

            // The runs may have become a page while this looked for them.
        }

        value = default;
        return false;
    }

    private static int CountOf(ReadOnlySpan<byte> run)
    {
        var reader = new ValueReader(run);
        return TriggerCodec.ReadHead(ref reader).Count;
    }
}
