using System.Runtime.InteropServices;

namespace Tripline.Grains.Symbols;

/// <summary>What is looked at when a rule wakes: 32 bytes, two to a cache line. The rest is its
/// <see cref="RuleRecord"/>.</summary>
[StructLayout(LayoutKind.Sequential, Size = 32)]
internal struct RuleSlot
{
    public double Level;
    public double Second;
    public double Third;
    public RuleKind Kind;
    public RulePhase Phase;
    public RuleFlags Flags;

    /// <summary>Whether ticks can change it other than by running out of time.</summary>
    public readonly bool IsWatched => Phase is RulePhase.Armed or RulePhase.Disarmed;

    /// <summary>Whether its time can run out.</summary>
    public readonly bool IsAlive => Phase is RulePhase.Armed or RulePhase.Disarmed or RulePhase.Paused;

    /// <summary>Whether its condition holds at a value, wherever the value came from.</summary>
    public readonly bool IsComparison => Kind is RuleKind.Above or RuleKind.Below;
}
