using Tripline.Runtime.Hosting;
using Tripline.Streams.Pump;

namespace Tripline.Silo.Bridge;

/// <summary>Carries one symbol's slices from the pump to its grain's stream.</summary>
internal sealed class SymbolLink(
    int partition, long generation, string symbol, IStreamProducer<TickBatch> stream, DirtySymbols dirty)
    : ISymbolConsumer
{
    private int _markedIn = -1;

    /// <inheritdoc/>
    public ValueTask DeliverAsync(TickSlice slice, CancellationToken cancellationToken)
    {
        if (_markedIn != dirty.Round)
        {
            _markedIn = dirty.Add(symbol);
        }

        return stream.OnNextAsync(
            new TickBatch(partition, slice.Prices, slice.Sizes, slice.TimesMs, slice.Positions, generation));
    }
}
