namespace Tripline.Streams;

/// <summary>Says of ticks that are about to be appended which came before.</summary>
public interface ITickRepeats
{
    /// <summary>Claims ticks for an append; settle the claim when that has ended. Appends of ticks that depend on each other
    /// take turns. Ticks without source, sequence and id cost nothing.</summary>
    ValueTask<TickClaim> ClaimAsync(ReadOnlyMemory<Tick> ticks, CancellationToken cancellationToken);
}
