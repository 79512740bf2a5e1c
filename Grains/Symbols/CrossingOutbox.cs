using Tripline.Grains.Triggers;
using Tripline.Grains.Users;

namespace Tripline.Grains.Symbols;

/// <summary>Brings what fired at one symbol to the users' inboxes as triggers, in the order of position and rule. What could
/// not be stored stays in the fold and goes out again with the next delivery; the inboxes drop repeats. Runs within the
/// turns of its grain.</summary>
/// <param name="fold">The symbol's fold, which holds the firings.</param>
/// <param name="inboxes">Brings them there.</param>
/// <param name="inFlight">Triggers that are made at once; bounds the memory of a burst.</param>
internal sealed class CrossingOutbox(SymbolFold fold, InboxAppends inboxes, int inFlight)
{
    private Task _underWay = Task.CompletedTask;

    /// <summary>Whether everything is stored.</summary>
    public bool IsEmpty => fold.Firings.Count == 0;

    /// <summary>Completes when the triggers of all firings are stored, or fails and keeps those that are not.</summary>
    /// <param name="hold">What this silo holds of the symbol's partition: the triggers are stored only while it
    /// does.</param>
    public async Task Deliver(PartitionHold hold)
    {
        while (fold.Firings.Count > 0)
        {
            if (_underWay.IsCompleted)
            {
                _underWay = DeliverFirst(hold);
                await _underWay;
            }
            else
            {
                // A batch that came again while the first delivery still waits for the store.
                await Task.WhenAny(_underWay);
            }
        }
    }

    private async Task DeliverFirst(PartitionHold hold)
    {
        var taken = Math.Min(inFlight, fold.Firings.Count);
        var triggers = new List<Trigger>(taken);
        for (var i = 0; i < taken; i++)
        {
            // Without details the alert is no more: the symbol asked for them before it folded.
            var firing = fold.Firings[i];
            if (fold.DetailsOf(firing) is { } details)
            {
                triggers.Add(FiredTriggers.Of(fold.Symbol, hold.Partition, firing, details));
            }
        }

        await Task.WhenAll(triggers
            .GroupBy(trigger => trigger.User, StringComparer.Ordinal)
            .Select(inbox => inboxes.AppendAsync(inbox.Key, new SymbolTriggers(fold.Symbol, hold, [.. inbox]))));
        fold.ClearFirings(taken);
    }
}
