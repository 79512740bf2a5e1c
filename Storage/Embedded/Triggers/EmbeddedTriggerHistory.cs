using System.Collections.Concurrent;
using Tripline.Storage.Embedded.Log;
using Tripline.Storage.Embedded.Values;
using Tripline.Storage.Triggers;

namespace Tripline.Storage.Embedded.Triggers;

/// <summary>Triggers by user in pages of 256; a filter a page tells which pages an alert or a symbol can be in, so a
/// query for one alert reads only those.</summary>
internal sealed class EmbeddedTriggerHistory(LogStore store, long maxTriggersPerUser) : ITriggerHistory
{
    private const byte Version = 1;
    private readonly ConcurrentDictionary<string, Inbox> _inboxes = new();

    public ValueTask<long> ReadLastNumberAsync(string user, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Of(user).Pages.ReadState().Last);

    public ValueTask<IReadOnlyList<TriggerMark>> ReadMarksAsync(
        string user, IReadOnlyCollection<string> symbols, CancellationToken cancellationToken)
    {
        var marks = new List<TriggerMark>();
        foreach (var symbol in symbols)
        {
            if (store.TryRead(StoreKey.TriggerMark(user, symbol), out var value))
            {
                var reader = new ValueReader(value.Span);
                reader.Version(Version);
                marks.Add(new TriggerMark(symbol, reader.Number(), reader.Number()));
            }
        }

        return ValueTask.FromResult<IReadOnlyList<TriggerMark>>(marks);
    }

    public async Task AppendAsync(
        string user,
        long expectedLastNumber,
        IReadOnlyList<Trigger> triggers,
        IReadOnlyList<TriggerMark> marks,
        CancellationToken cancellationToken)
    {
        TriggerNumbers.Check(expectedLastNumber, triggers);
        var inbox = Of(user);
        await inbox.Gate.WaitAsync(cancellationToken);
        try
        {
            await store.WriteAsync(Collect(user, inbox.Pages, expectedLastNumber, triggers, marks), cancellationToken);
        }
        finally
        {
            inbox.Gate.Release();
        }
    }

    public ValueTask<IReadOnlyList<Trigger>> ReadAsync(TriggerQuery query, CancellationToken cancellationToken)
    {
        var pages = Of(query.User).Pages;
        var (last, firstPage) = pages.ReadState();
        var rows = new List<Trigger>();
        var wanted = Wanted(query);
        ReadOnlySpan<ulong> hashes = query switch
        {
            { AlertId: { } alert, Symbol: { } symbol } => [TriggerFilter.Of(alert), TriggerFilter.Of(symbol)],
            { AlertId: { } alert } => [TriggerFilter.Of(alert)],
            { Symbol: { } symbol } => [TriggerFilter.Of(symbol)],
            _ => [],
        };
        var number = Math.Max(Math.Max(query.After, 0) + 1, TriggerPages.FirstOf(firstPage));
        while (number <= last && rows.Count < query.Limit)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = TriggerPages.PageOf(number);
            number = hashes.IsEmpty || TriggerPages.FirstOf(page + 1) > last + 1 || pages.MayHold(page, hashes)
                ? pages.Read(number, wanted, query.Limit, rows)
                : TriggerPages.FirstOf(page + 1);
        }

        return ValueTask.FromResult<IReadOnlyList<Trigger>>(rows);
    }

    private LogBatch Collect(
        string user,
        TriggerPages pages,
        long expectedLastNumber,
        IReadOnlyList<Trigger> triggers,
        IReadOnlyList<TriggerMark> marks)
    {
        var (last, firstPage) = pages.ReadState();
        if (last != expectedLastNumber)
        {
            throw InboxMovedException.Of(user, expectedLastNumber, last);
        }

        last += triggers.Count;
        var batch = new LogBatch();
        new TriggerAppend(batch, pages, user).Add(triggers);
        foreach (var mark in marks)
        {
            batch.Put(
                StoreKey.TriggerMark(user, mark.Symbol),
                new ValueWriter().Byte(Version).Number(mark.Position).Number(mark.RuleOrder).Span);
        }

        var keepFrom = maxTriggersPerUser > 0
            ? Math.Max(firstPage, (last - maxTriggersPerUser) / TriggerPages.PageTriggers)
            : firstPage;
        for (var page = firstPage; page < keepFrom; page++)
        {
            pages.Drop(batch, page);
        }

        pages.WriteState(batch, last, keepFrom);
        return batch;
    }

    private static Predicate<Trigger>? Wanted(TriggerQuery query) =>
        query.AlertId is null && query.Symbol is null
            ? null
            : trigger => (query.AlertId is not { } alert || trigger.AlertId == alert)
                && (query.Symbol is not { } symbol || trigger.Symbol == symbol);

    private Inbox Of(string user) => _inboxes.GetOrAdd(user, u => new Inbox(new TriggerPages(store, u), new SemaphoreSlim(1)));

    private sealed record Inbox(TriggerPages Pages, SemaphoreSlim Gate);
}
