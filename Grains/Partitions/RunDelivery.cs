using System.Text;

namespace Tripline.Grains.Partitions;

/// <summary>Hands a run's slices to their symbols: starts all, and says when all have taken theirs.</summary>
/// <param name="partition">The partition.</param>
/// <param name="open">Makes the link of a symbol.</param>
internal sealed class RunDelivery(int partition, Func<string, SymbolLink> open)
{
    private readonly List<SymbolLink> _links = [];
    private RunCompletion _completion = new(partition);

    /// <summary>Symbols that did not take their slices in the last delivery.</summary>
    public int FailedCount => _completion.Failed.Count;

    /// <summary>Why; null when all did.</summary>
    public Exception? Failure => _completion.Failure;

    /// <summary>Delivers all slices of a run; never throws.</summary>
    public Task DeliverAsync(RunGrouping run)
    {
        var present = run.Present;
        _completion.Begin(present.Length);
        foreach (var symbol in present)
        {
            Link(run, symbol).Deliver(run.Slice(symbol), _completion);
        }

        return _completion.Done;
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

        return _completion.Done;
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
