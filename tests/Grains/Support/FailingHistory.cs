using Tripline.Storage.Triggers;

namespace Tripline.Tests.Grains.Support;

/// <summary>A history whose writes can be made to fail.</summary>
public sealed class FailingHistory(ITriggerHistory inner) : ITriggerHistory
{
    /// <summary>Appends that fail from now on.</summary>
    public int Failures { get; set; }

    public ValueTask<long> ReadLastNumberAsync(string user, CancellationToken cancellationToken) =>
        inner.ReadLastNumberAsync(user, cancellationToken);

    public ValueTask<TriggerMark?> ReadMarkAsync(string user, string symbol, CancellationToken cancellationToken) =>
        inner.ReadMarkAsync(user, symbol, cancellationToken);

    public Task AppendAsync(
        string user,
        IReadOnlyList<TriggerRow> triggers,
        IReadOnlyList<TriggerMark> marks,
        CancellationToken cancellationToken) =>
        Failures-- > 0
            ? Task.FromException(new IOException("The disk is full."))
            : inner.AppendAsync(user, triggers, marks, cancellationToken);

    public ValueTask<IReadOnlyList<TriggerRow>> ReadAsync(TriggerQuery query, CancellationToken cancellationToken) =>
        inner.ReadAsync(query, cancellationToken);
}
