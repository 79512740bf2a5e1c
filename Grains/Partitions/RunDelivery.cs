using System.Text;

namespace Tripline.Grains.Partitions;

/// <summary>Hands a run's slices to their symbols: starts all, and says when all have taken theirs.</summary>
/// <param name="partition">The partition.</param>
/// <param name="open">Makes the link of a symbol.</param>
internal sealed class RunDelivery(int partition, Func<string, SymbolLink> open)
{
    // A pool thread takes what it queued itself before what waits for any thread, as requests do: after that much the
    // partition stands in line with them. In turns of short slices, some hundred microseconds.
    private const int LoadAtOnce = 96;
    private const int TicksPerLoad = 64;
    private const int LoadOfCall = 8;

    private readonly List<SymbolLink> _links = [];
    private RunCompletion _completion = new(partition);

    /// <summary>Symbols that did not take their slices in the last delivery.</summary>
    public int FailedCount => _completion.Failed.Count;

    /// <summary>Why; null when all did.</summary>
    public Exception? Failure => _completion.Failure;

    /// <summary>Delivers all slices of a run; never throws.</summary>
    public Task DeliverAsync(RunGrouping run)
    {
        _completion.Begin();
        var first = PartFrom(run, 0);
        if (first < run.Present.Length)
        {
            return DeliverInPartsAsync(run, first);
        }

        Deliver(run, 0, first);
        return CompleteAsync();
    }

    /// <summary>Delivers once more to those that failed; never throws.</summary>
    public Task DeliverFailedAsync()
    {
        var failed = _completion.Failed;
        _completion = new RunCompletion(partition);
        _completion.Begin();
        _completion.Expect(failed.Count);
        foreach (var link in failed)
        {
            link.Deliver(_completion);
        }

        return CompleteAsync();
    }

    private async Task DeliverInPartsAsync(RunGrouping run, int first)
    {
        for (var (from, to) = (0, first); from < to; (from, to) = (to, PartFrom(run, to)))
        {
            Deliver(run, from, to);
            await _completion.TurnsOver;
            await PoolLine.EndAsync();
        }

        await _completion.WhenAllStored();
    }

    // Only at the end for what fired, so that the triggers of a whole run are stored together.
    private async Task CompleteAsync()
    {
        await _completion.TurnsOver;
        await _completion.WhenAllStored();
    }

    // A symbol that is not here is called, and mostly activated by that.
    private int PartFrom(RunGrouping run, int from)
    {
        var present = run.Present;
        var to = from;
        for (var load = 0; to < present.Length && load < LoadAtOnce; to++)
        {
            load += Link(run, present[to]).IsHere ? 1 + (run.CountOf(present[to]) / TicksPerLoad) : LoadOfCall;
        }

        return to;
    }

    private void Deliver(RunGrouping run, int from, int to)
    {
        _completion.Expect(to - from);
        foreach (var symbol in run.Present[from..to])
        {
            _links[symbol].Deliver(run.Slice(symbol), _completion);
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
