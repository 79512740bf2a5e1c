namespace Tripline.Storage.Triggers;

/// <summary>Keeps every user's triggers for good, or as long as the retention option says.</summary>
public interface ITriggerHistory
{
    /// <summary>The highest number that a user's inbox has given; 0 when none.</summary>
    ValueTask<long> ReadLastNumberAsync(string user, CancellationToken cancellationToken);

    /// <summary>How far a user's inbox has numbered a symbol's triggers; null when it has none.</summary>
    ValueTask<TriggerMark?> ReadMarkAsync(string user, string symbol, CancellationToken cancellationToken);

    /// <summary>Stores triggers with rising numbers that go on from the last one, and the marks that they reach: all
    /// or nothing, durable on completion.</summary>
    /// <exception cref="InconsistentStateException">The numbers do not follow the last one: somebody else has numbered
    /// triggers in between. Nothing was stored.</exception>
    /// <exception cref="StaleOwnerException">Another silo has taken the inbox's partition, or that of a mark; the error
    /// says which. Nothing was stored.</exception>
    /// <exception cref="IOException">The store cannot be written.</exception>
    Task AppendAsync(
        string user,
        IReadOnlyList<TriggerRow> triggers,
        IReadOnlyList<TriggerMark> marks,
        CancellationToken cancellationToken);

    /// <summary>Reads triggers in the order of their numbers.</summary>
    ValueTask<IReadOnlyList<TriggerRow>> ReadAsync(TriggerQuery query, CancellationToken cancellationToken);
}
