namespace Tripline.Streams.Pump;

/// <summary>One symbol's end of the pump.</summary>
public interface ISymbolConsumer
{
    /// <summary>Takes the symbol's next ticks, in log order; completes when they are folded and their triggers are
    /// stored. The memory is the pump's and is reused afterwards. On failure the pump delivers the same slice again;
    /// ticks that were folded already must not count twice.</summary>
    ValueTask DeliverAsync(TickSlice slice, CancellationToken cancellationToken);
}
