namespace Tripline.Grains.Users;

/// <summary>Keeps which triggers a user has read.</summary>
/// <param name="stored">The marks.</param>
/// <param name="earlier">The marks as builds before Orleans kept them; read only.</param>
public sealed class ReadMarksGrain(
    [PersistentState("read-marks")] IPersistentState<ReadMarksState> stored,
    [PersistentState("read", StateStorage.HotPath)] IPersistentState<ReadMarksState> earlier)
    : Grain, IReadMarksGrain
{
    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (!stored.RecordExists && earlier.RecordExists)
        {
            stored.State = earlier.State;
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<NumberRange>> Get() => Task.FromResult<IReadOnlyList<NumberRange>>(stored.State.Ranges);

    /// <inheritdoc/>
    public Task<IReadOnlyList<NumberRange>> MarkRead(IReadOnlyList<long> numbers)
    {
        var ranges = stored.State.Ranges;
        foreach (var number in numbers)
        {
            ranges = ReadMarks.Add(ranges, new NumberRange(number, number));
        }

        return StoreAsync(ranges);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<NumberRange>> MarkReadUpTo(long number) =>
        number < 1 ? Get() : StoreAsync(ReadMarks.Add(stored.State.Ranges, new NumberRange(1, number)));

    private async Task<IReadOnlyList<NumberRange>> StoreAsync(NumberRange[] ranges)
    {
        if (!ranges.AsSpan().SequenceEqual(stored.State.Ranges))
        {
            var before = stored.State;
            stored.State = new ReadMarksState { Ranges = ranges };
            try
            {
                await stored.StoreAsync();
            }
            catch
            {
                stored.State = before;
                throw;
            }
        }

        return ranges;
    }
}
