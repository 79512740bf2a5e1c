namespace Tripline.Grains.Partitions;

/// <summary>A symbol's end of its partition.</summary>
internal interface ITickTaker
{
    /// <summary>Takes the symbol's next ticks, in log order; completes when they are folded and their triggers are
    /// stored. Called in a turn of the symbol's activation. Ticks that were folded already do not count twice.</summary>
    /// <param name="slice">The ticks, in memory that is reused once this completes.</param>
    /// <param name="hold">What this silo holds of the partition.</param>
    ValueTask TakeAsync(in TickSlice slice, PartitionHold hold);
}
