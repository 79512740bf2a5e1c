namespace Tripline.Grains.Symbols;

/// <summary>Crossings of one symbol on their way to their alerts and their users' inboxes, in the order of position and
/// rule. What could not be stored stays and goes out again with the next delivery; the inboxes drop repeats.</summary>
internal sealed class CrossingOutbox(string symbol, IGrainFactory grains, int inFlight)
{
    private readonly List<Crossing> _crossings = [];
    private Task _delivering = Task.CompletedTask;

    /// <summary>Whether everything is stored.</summary>
    public bool IsEmpty => _crossings.Count == 0;

    /// <summary>Takes what fired over from the fold.</summary>
    public void Take(SymbolFold fold, int partition)
    {
        foreach (var firing in fold.Firings)
        {
            _crossings.Add(new Crossing(
                firing.AlertId,
                firing.Version,
                partition,
                firing.Position,
                firing.RuleOrder,
                firing.TimeMs,
                firing.Price));
        }

        fold.ClearFirings();
    }

    /// <summary>Completes when every crossing's trigger is stored, or fails and keeps them.</summary>
    /// <param name="hold">What this silo holds of the symbol's partition: the triggers are stored only while it
    /// does.</param>
    /// <remarks>One delivery at a time: after a change of tenure a symbol can get its next slice while the last one's
    /// triggers are still on their way.</remarks>
    public Task Deliver(PartitionHold hold) => _delivering = DeliverAfter(_delivering, hold);

    private async Task DeliverAfter(Task before, PartitionHold hold)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        while (_crossings.Count > 0)
        {
            var taken = Math.Min(inFlight, _crossings.Count);
            var answers = new Task<Trigger?>[taken];
            for (var i = 0; i < taken; i++)
            {
                var crossing = _crossings[i];
                answers[i] = grains.GetGrain<IAlertGrain>(AlertKey.Format(symbol, crossing.AlertId))
                    .OnCrossing(crossing);
            }

            var triggers = await Task.WhenAll(answers);
            await Task.WhenAll(triggers
                .OfType<Trigger>()
                .GroupBy(trigger => trigger.User, StringComparer.Ordinal)
                .Select(inbox => grains.GetGrain<IInboxGrain>(inbox.Key).Append(symbol, hold, [.. inbox])));
            _crossings.RemoveRange(0, taken);
        }
    }
}
