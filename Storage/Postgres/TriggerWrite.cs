using Tripline.Storage.Triggers;

namespace Tripline.Storage.Postgres;

/// <summary>Triggers to append to one user's inbox, and the marks that they reach. It belongs to no partition but those
/// of its marks: its inbox's own last number keeps two writers apart.</summary>
internal sealed class TriggerWrite(
    string user, long expectedLastNumber, IReadOnlyList<Trigger> triggers, IReadOnlyList<TriggerMark> marks)
    : PendingWrite([.. marks.Select(mark => new PartitionHeld(mark.Partition, mark.Generation)).Distinct()])
{
    public string User { get; } = PostgresText.Key(user);

    public long ExpectedLastNumber => expectedLastNumber;

    /// <summary>The last number once it is stored.</summary>
    public long LastNumber => expectedLastNumber + triggers.Count;

    public IReadOnlyList<Trigger> Triggers => triggers;

    public IReadOnlyList<TriggerMark> Marks => marks;

    /// <summary>The last number that was found when the write was examined.</summary>
    public long StoredNumber { get; set; }

    public override bool IsConfirmed => false;

    public override object Identity => User;

    public override int RowCount => triggers.Count + marks.Count;

    public override Exception Refusal() => InboxMovedException.Of(User, expectedLastNumber, StoredNumber);
}
