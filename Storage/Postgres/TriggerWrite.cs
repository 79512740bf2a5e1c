using Tripline.Storage.Triggers;

namespace Tripline.Storage.Postgres;

/// <summary>Triggers to append to one user's inbox, and the marks that they reach.</summary>
internal sealed class TriggerWrite(
    PartitionFence fence, string user, IReadOnlyList<TriggerRow> triggers, IReadOnlyList<TriggerMark> marks)
    : FencedWrite(fence, user, marks.Select(mark => new PartitionHeld(mark.Partition, mark.Generation)).Distinct())
{
    public string User { get; } = user;

    public IReadOnlyList<TriggerRow> Triggers => triggers;

    public IReadOnlyList<TriggerMark> Marks => marks;

    /// <summary>The last number that was found when the write was examined.</summary>
    public long StoredNumber { get; set; }

    public override bool IsConfirmed => false;

    public override object Identity => User;

    public override int RowCount => triggers.Count + marks.Count;

    public override Exception Refusal() => new InconsistentStateException(
        $"The inbox of {User} has numbers up to {StoredNumber}; triggers from {triggers[0].Number} on do not follow "
        + "it. Nothing was stored.");
}
