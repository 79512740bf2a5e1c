using System.Runtime.InteropServices;

namespace Tripline.Streams;

/// <summary>Knows which batches of numbered sources are on their way into the log, and thereby up to which sequence a
/// source's ticks are all there, given that a source numbers its ticks upwards and appends them in that order.</summary>
internal sealed class InFlightSequences
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<long>> _firsts = [];

    /// <summary>Notes the batch as on its way until it is disposed.</summary>
    public Batch Claim(ReadOnlySpan<Tick> ticks)
    {
        Dictionary<string, long>? firsts = null;
        string? seen = null;
        foreach (ref readonly var tick in ticks)
        {
            if (tick.Source is { } source && !ReferenceEquals(source, seen))
            {
                seen = source;
                (firsts ??= []).TryAdd(source, tick.Sequence);
            }
        }

        if (firsts is not null)
        {
            lock (_gate)
            {
                foreach (var (source, first) in firsts)
                {
                    ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(_firsts, source, out _);
                    (list ??= []).Add(first);
                }
            }
        }

        return new Batch(this, firsts);
    }

    internal readonly struct Batch(InFlightSequences owner, Dictionary<string, long>? firsts) : IDisposable
    {
        /// <summary>The highest sequence of the source below which nothing is on its way.</summary>
        public long CompleteThrough(string source)
        {
            lock (owner._gate)
            {
                return owner._firsts[source].Min() - 1;
            }
        }

        public void Dispose()
        {
            if (firsts is null)
            {
                return;
            }

            lock (owner._gate)
            {
                foreach (var (source, first) in firsts)
                {
                    var list = owner._firsts[source];
                    list.Remove(first);
                    if (list.Count == 0)
                    {
                        owner._firsts.Remove(source);
                    }
                }
            }
        }
    }
}
