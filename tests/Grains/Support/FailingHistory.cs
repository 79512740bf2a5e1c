using Tripline.Storage;
using Tripline.Storage.Triggers;

namespace Tripline.Tests.Grains.Support;

/// <summary>A history whose writes can be made to fail.</summary>
public sealed class FailingHistory(ITriggerHistory inner) : ITriggerHistory
{
    /// <summary>Appends that fail from now on.</summary>
    public int Failures { get; set; }

    /// <summary>Whether somebody else has always numbered first.</summary>
    public bool AlwaysMoved { get; set; }

    /// <summary>Holds of partitions that other silos have taken since.</summary>
    public HashSet<PartitionHold> Stale { get; } = [];

    /// <summary>Appends so far.</summary>
    public int Appends { get; private set; }

    /// <summary>Appends wait for it.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public ValueTask<long> ReadLastNumberAsync(string user, CancellationToken cancellationToken) =>
        inner.ReadLastNumberAsync(user, cancellationToken);

    public ValueTask<IReadOnlyList<TriggerMark>> ReadMarksAsync(
        string user, IReadOnlyCollection<string> symbols, CancellationToken cancellationToken) =>
        inner.ReadMarksAsync(user, symbols, cancellationToken);

    public async Task AppendAsync(
        string user,
        long expectedLastNumber,
        IReadOnlyList<Trigger> triggers,
        IReadOnlyList<TriggerMark> marks,
        CancellationToken cancellationToken)
    {
        Appends++;
        await Gate;
        if (Failures-- > 0)
        {
            throw new IOException("The disk is full.");
        }

        if (AlwaysMoved)
        {
            throw InboxMovedException.Of(user, expectedLastNumber, expectedLastNumber + 1);
        }

        foreach (var hold in marks.Select(mark => new PartitionHold(mark.Partition, mark.Generation)))
        {
            if (Stale.Contains(hold))
            {
                throw StaleOwnerException.Taken(hold.Partition, hold.Generation);
            }
        }

        await inner.AppendAsync(user, expectedLastNumber, triggers, marks, cancellationToken);
    }

    public ValueTask<IReadOnlyList<Trigger>> ReadAsync(TriggerQuery query, CancellationToken cancellationToken) =>
        inner.ReadAsync(query, cancellationToken);
}
