namespace Tripline.Storage.Triggers;

/// <summary>Keeps every user's triggers for good, or as long as the retention option says.</summary>
public interface ITriggerHistory
{
    /// <summary>The highest number that a user's inbox has given; 0 when none.</summary>
    ValueTask<long> ReadLastNumberAsync(string user, CancellationToken cancellationToken);

    /// <summary>How far a user's inbox has numbered the triggers of these symbols; those of which it has none are left
    /// out.</summary>
    ValueTask<IReadOnlyList<TriggerMark>> ReadMarksAsync(
        string user, IReadOnlyCollection<string> symbols, CancellationToken cancellationToken);

    /// <summary>Stores triggers and the marks that they reach while an inbox has given no number above the one that the
    /// caller believes to be its last: all or nothing, durable on completion. So whoever appends, from wherever, and
    /// however many do, an inbox's numbers have no gap and no double.</summary>
    /// <param name="user">Whose inbox.</param>
    /// <param name="expectedLastNumber">The last number that the caller knows of; 0 for none.</param>
    /// <param name="triggers">The user's triggers, numbered from the next one on, without a gap.</param>
    /// <param name="marks">How far the triggers' symbols are numbered then.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="ArgumentException">The triggers' numbers do not go on from the expected one.</exception>
    /// <exception cref="InboxMovedException">The inbox's last number is another one: somebody else has numbered. Nothing
    /// was stored.</exception>
    /// <exception cref="StaleOwnerException">Another silo has taken the partition of a mark; the error says which. Nothing
    /// was stored.</exception>
    /// <exception cref="IOException">The store cannot be written.</exception>
    Task AppendAsync(
        string user,
        long expectedLastNumber,
        IReadOnlyList<Trigger> triggers,
        IReadOnlyList<TriggerMark> marks,
        CancellationToken cancellationToken);

    /// <summary>Reads triggers in the order of their numbers.</summary>
    ValueTask<IReadOnlyList<Trigger>> ReadAsync(TriggerQuery query, CancellationToken cancellationToken);
}
