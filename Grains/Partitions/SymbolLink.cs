namespace Tripline.Grains.Partitions;

/// <summary>Brings one symbol its slices within one tenure: as turns of its activation where that is on this silo, else as
/// calls, which activate it.</summary>
internal sealed class SymbolLink(string symbol, PartitionHold hold, DirtySymbols dirty, LocalSymbols locals, ISymbolGrain grain)
{
    private static readonly Action<object> RunTurn = static link => ((SymbolLink)link).TakeTurn();

    private LocalSymbol? _local;
    private RunCompletion _completion = null!;
    private TickSlice _slice;
    private int _markedIn = -1;

    /// <summary>The symbol.</summary>
    public string Symbol => symbol;

    /// <summary>Whether it is activated on this silo, and needs no call.</summary>
    public bool IsHere => (_local ??= locals.Find(symbol)) is not null;

    /// <summary>Sends the slice on its way.</summary>
    public void Deliver(in TickSlice slice, RunCompletion completion)
    {
        _slice = slice;
        Deliver(completion);
    }

    /// <summary>Sends the last slice once more.</summary>
    public void Deliver(RunCompletion completion)
    {
        _completion = completion;
        if (_markedIn != dirty.Round)
        {
            _markedIn = dirty.Add(symbol);
        }

        _local ??= locals.Find(symbol);
        if (_local is { } local)
        {
            local.Queue(RunTurn, this, completion.BeganAtMs);
        }
        else
        {
            _ = CallAsync();
        }
    }

    private void TakeTurn()
    {
        _local!.CountTaken();
        if (dirty.IsLost)
        {
            _completion.NotTaken(this, new PartitionLeftException(hold.Partition, "The tenure is over."));
            return;
        }

        if (_local.IsEnded)
        {
            _local = null;
            _ = CallAsync();
            return;
        }

        try
        {
            var taking = _local.Grain.TakeAsync(_slice, hold);
            if (taking.IsCompletedSuccessfully)
            {
                taking.GetAwaiter().GetResult();
                _completion.Taken();
            }
            else
            {
                _completion.Storing();
                _ = StoreAsync(taking);
            }
        }
        catch (Exception failure)
        {
            _completion.NotTaken(this, failure);
        }
    }

    private async Task CallAsync()
    {
        try
        {
            await grain.Take(new TickBatch(
                hold.Partition, _slice.Prices, _slice.Sizes, _slice.TimesMs, _slice.Positions, hold.Generation))
                .ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            _completion.NotTaken(this, failure);
            return;
        }

        _completion.Taken();
    }

    private async Task StoreAsync(ValueTask taking)
    {
        try
        {
            await taking.ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            _completion.NotStored(this, failure);
            return;
        }

        _completion.Stored();
    }
}
