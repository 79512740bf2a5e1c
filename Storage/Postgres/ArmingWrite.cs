using Orleans.Storage;
using Tripline.Storage.Checkpoints;

namespace Tripline.Storage.Postgres;

/// <summary>A journal entry to append.</summary>
internal sealed class ArmingWrite(PartitionFence fence, string symbol, ArmingEntry entry) : FencedWrite(fence, symbol)
{
    public string Symbol { get; } = symbol;

    public ArmingEntry Entry => entry;

    public override bool IsConfirmed => true;

    public override object Identity => (Symbol, entry.Sequence);

    public override Exception Refusal() => new InconsistentStateException(
        $"The arming journal of {Symbol} holds another entry {entry.Sequence} already; nothing was stored.");
}
