using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Tripline.Sources.Replay;

/// <summary>The section <c>Replay</c>.</summary>
public sealed class ReplayOptions
{
    /// <summary>Path of a CSV file <c>time,symbol,price,size</c>, gzip-compressed if its name ends in <c>.gz</c>.
    /// </summary>
    [Description("CSV or CSV.gz of trades: time (epoch ms),symbol,price,size.")]
    public string File { get; set; } = "";

    /// <summary><c>max</c>, or recorded seconds a real second: <c>1x</c>, <c>60</c>.</summary>
    [Description("max, or recorded seconds a real second: 1x, 60.")]
    public string Speed { get; set; } = "max";

    /// <summary>Most ticks that one append holds, 1 to 65,536.</summary>
    [Description("Most ticks that one append of a replay holds.")]
    [Range(1, 65_536)]
    public int ChunkTicks { get; set; } = 16_384;

    /// <summary>What is wrong with these options, one sentence each; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var faults = new List<string>();
        if (File.Length == 0)
        {
            faults.Add("Replay:File is not set; give the path of a CSV or CSV.gz file time,symbol,price,size.");
        }
        else if (!System.IO.File.Exists(File))
        {
            faults.Add($"Replay:File '{File}' does not exist.");
        }

        if (!ReplaySpeed.TryParse(Speed, out _))
        {
            faults.Add($"Replay:Speed is '{Speed}'; choose max, or a factor such as 1x or 60.");
        }

        if (ChunkTicks is < 1 or > 65_536)
        {
            faults.Add($"Replay:ChunkTicks is {ChunkTicks}; it must be from 1 to 65536.");
        }

        return faults;
    }
}
