using System.Runtime.InteropServices;
using Tripline.Storage;

namespace Tripline.Grains.Users;

/// <summary>Brings the triggers that fire on this silo to the inboxes: to each in one call at a time, and what fires while
/// that is under way shares the next one. Safe for concurrent use.</summary>
/// <param name="grains">Finds the inboxes.</param>
public sealed class InboxAppends(IGrainFactory grains)
{
    // Bounds a call's message, unless the first symbol alone has more.
    private const int MaxTriggers = 8_192;

    private readonly Lock _gate = new();

    // What waits for the next call, by user, for as long as one is under way.
    private readonly Dictionary<string, Queue<Append>> _waiting = new(StringComparer.Ordinal);

    /// <summary>Completes when the inbox has numbered and stored the triggers.</summary>
    /// <exception cref="StaleOwnerException">Another silo has taken the symbol's partition since; nothing of these was
    /// stored.</exception>
    public Task AppendAsync(string user, SymbolTriggers triggers)
    {
        var append = new Append(triggers);
        lock (_gate)
        {
            ref var waiting = ref CollectionsMarshal.GetValueRefOrAddDefault(_waiting, user, out var isUnderWay);
            waiting ??= new Queue<Append>();
            waiting.Enqueue(append);
            if (isUnderWay)
            {
                return append.Task;
            }
        }

        // Apart from the turn of the symbol that came first.
        _ = Task.Run(() => SendAsync(user));
        return append.Task;
    }

    private async Task SendAsync(string user)
    {
        while (Take(user) is { Length: > 0 } appends)
        {
            try
            {
                var inbox = grains.GetGrain<IInboxGrain>(user);
                var refused = await inbox.Append(Array.ConvertAll(appends, static append => append.Triggers));
                foreach (var append in appends)
                {
                    append.End(refused);
                }
            }
            catch (Exception failure)
            {
                foreach (var append in appends)
                {
                    append.TrySetException(failure);
                }
            }
        }
    }

    private Append[] Take(string user)
    {
        lock (_gate)
        {
            var waiting = _waiting[user];
            var taken = new List<Append>(waiting.Count);
            var triggers = 0;
            while (waiting.TryPeek(out var next)
                && (taken.Count == 0 || triggers + next.Triggers.Triggers.Length <= MaxTriggers))
            {
                triggers += next.Triggers.Triggers.Length;
                taken.Add(waiting.Dequeue());
            }

            if (taken.Count == 0)
            {
                _waiting.Remove(user);
            }

            return [.. taken];
        }
    }

    private sealed class Append(SymbolTriggers triggers)
        : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public SymbolTriggers Triggers => triggers;

        public void End(PartitionHold[] refused)
        {
            if (refused.Contains(triggers.From))
            {
                TrySetException(StaleOwnerException.Taken(triggers.From.Partition, triggers.From.Generation));
            }
            else
            {
                TrySetResult();
            }
        }
    }
}
