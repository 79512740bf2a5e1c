using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Tripline.Api.Alerts.Preview;

/// <summary>Limits of dry runs; section <c>Api:Preview</c> of the configuration.</summary>
public sealed class PreviewOptions
{
    /// <summary>A run stops after this time, seconds.</summary>
    [Description("A dry run of a rule stops after this time.")]
    [Range(1, 600)]
    public int MaxSeconds { get; set; } = 10;

    /// <summary>A run reads at most this many bytes of the log, from its oldest record on.</summary>
    [Description("Most bytes of the log that a dry run reads.")]
    [Range(1L << 20, 1L << 40)]
    public long MaxLogBytes { get; set; } = 4L << 30;

    /// <summary>Most times of triggers in the answer; the newest count.</summary>
    [Description("Most times of triggers in the answer of a dry run.")]
    [Range(1, 100_000)]
    public int MaxTriggers { get; set; } = 1_000;

    /// <summary>Most candles that are folded before the log's first tick.</summary>
    [Description("Most candles that a dry run folds before the log's first tick.")]
    [Range(0, 1_000_000)]
    public int MaxCandles { get; set; } = 20_000;

    /// <summary>Runs at the same time; others wait.</summary>
    [Description("Dry runs at the same time; others wait.")]
    [Range(1, 64)]
    public int MaxConcurrent { get; set; } = 2;
}
