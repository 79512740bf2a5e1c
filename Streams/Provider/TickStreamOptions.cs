using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Tripline.Streams.Provider;

/// <summary>How much of a partition's log is one event of its stream.</summary>
public sealed class TickStreamOptions
{
    /// <summary>Most ticks of a run.</summary>
    [Description("Most ticks that a partition takes from its log at a time.")]
    [Range(1, 1 << 24)]
    public int MaxRunTicks { get; set; } = 131_072;

    /// <summary>Most bytes of records that are read at a time.</summary>
    [Description("Most bytes of records that are read at a time.")]
    [Range(1 << 16, 1 << 30)]
    public int MaxRunBytes { get; set; } = 8 << 20;
}
