using System.Text;

namespace Tripline.Grains.Partitions;

/// <summary>Hands a run's slices to their symbols: starts all, and says when all have taken theirs.</summary>
/// <param name="partition">The partition.</param>
/// <param name="open">Makes the link of a symbol.</param>
internal sealed class RunDelivery(int partition, Func<string, SymbolLink> open)
{
    // A pool thread takes what it queued itself before what waits for any thread, as requests do: after so many turns the
    // partition stands in line with them.
    private const int AtOnce = 128;

    private readonly List<SymbolLink> _links = [];
    private RunCompletion _completion = new(partition);

    /// <summary>Symbols that did not take their slices in the last delivery.</summary>
    public int FailedCount => _completion.Failed.Count;

    /// <summary>Why; null when all did.</summary>
    public Exception? Failure => _completion.Failure;

    /// <summary>Delivers all slices of a run; never throws.</summary>
    public Task DeliverAsync(RunGrouping run)
    {
        var count = run.Present.Length;
        if (count > AtOnce)
        {
            return DeliverInPartsAsync(run, count);
        }

        _completion.Begin(count);
        Deliver(run, 0, count);
        return CompleteAsync();
    }

    /// <summary>Delivers once more to those that failed; never throws.</summary>
    public Task DeliverFailedAsync()
    {
        var failed = _completion.Failed;
        _completion = new RunCompletion(partition);
        _completion.Begin(failed.Count);
        foreach (var link in failed)
        {
            link.Deliver(_completion);
        }

        return CompleteAsync();
    }

    private async Task DeliverInPartsAsync(RunGrouping run, int count)
    {
        _completion.Begin(0);
        for (var from = 0; from < count; from += AtOnce)
        {
            var part = Math.Min(AtOnce, count - from);
            _completion.Expect(part);
            Deliver(run, from, part);
            await _completion.TurnsOver;
            await Task.Factory.StartNew(
                static () => { }, CancellationToken.None, TaskCreationOptions.PreferFairness, TaskScheduler.Default);
        }

        await _completion.WhenAllStored();
    }

    // Only at the end for what fired, so that the triggers of a whole run are stored together.
    private async Task CompleteAsync()
    {
        await _completion.TurnsOver;
        await _completion.WhenAllStored();
    }

    private void Deliver(RunGrouping run, int from, int count)
    {
        foreach (var symbol in run.Present.Slice(from, count))
        {
            Link(run, symbol).Deliver(run.Slice(symbol), _completion);
        }
    }

    private SymbolLink Link(RunGrouping run, int symbol)
    {
        while (_links.Count <= symbol)
        {
            _links.Add(open(Encoding.ASCII.GetString(run.Symbols[_links.Count])));
        }

        return _links[symbol];
    }
}
