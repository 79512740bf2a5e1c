using System.Runtime.InteropServices;

namespace Tripline.Grains.Symbols;

/// <summary>A rule fired at a tick.</summary>
/// <param name="AlertId">The rule's alert.</param>
/// <param name="Version">The alert's version whose terms fired.</param>
/// <param name="Position">The tick's position.</param>
/// <param name="RuleOrder">Order among firings at one position: the journal sequence that first armed the alert.</param>
/// <param name="TimeMs">The tick's event time, epoch milliseconds.</param>
/// <param name="Price">The tick's price.</param>
/// <param name="Details">Where its fold keeps what the rule's triggers say, as it was at the tick; 0 where the rule has
/// none.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Firing(
    Guid AlertId, int Version, long Position, long RuleOrder, long TimeMs, double Price, int Details = 0);
